use super::*;
use crate::words::tags::resource_without_tag;

/// Returns the names of operations in the form `tag | id | METHOD /path`, as `method (key)`.
fn named(operations: &[&str]) -> Vec<String> {
    named_in("Some API", operations)
}

fn named_in(title: &str, operations: &[&str]) -> Vec<String> {
    let rows: Vec<(String, Option<&str>, &str, &str)> = operations
        .iter()
        .map(|row| {
            let mut parts = row.split('|').map(str::trim);
            let (tag, id, call) = (
                parts.next().unwrap(),
                parts.next().unwrap(),
                parts.next().unwrap(),
            );
            let id = Some(id).filter(|id| !id.is_empty());
            let (method, path) = call.split_once(' ').unwrap();
            let tag = if tag.is_empty() {
                resource_without_tag(id, path)
            } else {
                tag.to_owned()
            };
            (tag, id, method, path)
        })
        .collect();
    let operations: Vec<DocumentedOperation> = rows
        .iter()
        .map(|(tag, id, method, path)| DocumentedOperation {
            tag: tag.clone(),
            operation_id: id.map(str::to_owned),
            separated_id: None,
            method: (*method).to_owned(),
            path: (*path).to_owned(),
            has_items_below: rows.iter().any(|row| {
                row.3
                    .strip_prefix(path)
                    .is_some_and(|rest| rest.starts_with("/{"))
            }),
            has_patch: rows
                .iter()
                .any(|row| row.3 == *path && matches!(row.2, "PATCH" | "PUT")),
            configured_name: None,
        })
        .collect();
    all(&operations.iter().collect::<Vec<_>>(), title)
        .into_iter()
        .zip(&rows)
        .map(|(name, row)| format!("{}.{} ({})", row.0, name.method, name.builder))
        .collect()
}

#[test]
fn nest_controller_and_version_go() {
    let names = named(&[
        "Sessions | SessionsController_create_v3 | POST /v3/sessions",
        "Sessions | SessionsController_getById_v3 | GET /v3/sessions/{id}",
        "Sessions | SessionsController_list_v3 | GET /v3/sessions",
        "Sessions | SessionsController_stop_v3 | PATCH /v3/sessions/{id}/stop",
    ]);
    let expected = [
        "Sessions.create (create session)",
        "Sessions.get by id (get session by id)",
        "Sessions.list (list sessions)",
        "Sessions.stop (stop session)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn one_operation_is_named_without_its_siblings() {
    assert_eq!(
        named(&["Sessions | SessionsController_getById_v3 | GET /v3/sessions/{id}"]),
        ["Sessions.get by id (get session by id)"]
    );
}

#[test]
fn github_keeps_what_the_tag_does_not_say() {
    let names = named(&[
        "repos | repos/list-for-org | GET /orgs/{org}/repos",
        "repos | repos/get | GET /repos/{owner}/{repo}",
        "orgs | orgs/list | GET /organizations",
        "actions | actions/list-repo-secrets | GET /repos/{owner}/{repo}/actions/secrets",
    ]);
    let expected = [
        "repos.list for org (list repos for org)",
        "repos.get (get repo)",
        "orgs.list (list orgs)",
        "actions.list repo secrets (list action repo secrets)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn stripe_ids_are_method_and_path() {
    let names = named(&[
        " | GetAccounts | GET /v1/accounts",
        " | PostAccounts | POST /v1/accounts",
        " | GetAccountsAccount | GET /v1/accounts/{account}",
        " | PostAccountsAccount | POST /v1/accounts/{account}",
        " | DeleteAccountsAccount | DELETE /v1/accounts/{account}",
        " | PostAccountsAccountReject | POST /v1/accounts/{account}/reject",
        " | GetAccountsAccountPersons | GET /v1/accounts/{account}/persons",
        " | GetAccountsAccountPersonsPerson | GET /v1/accounts/{account}/persons/{person}",
    ]);
    let expected = [
        "accounts.list (list accounts)",
        "accounts.create (create account)",
        "accounts.get (get account)",
        "accounts.update (update account)",
        "accounts.delete (delete account)",
        "accounts.reject (reject account)",
        "accounts.list persons (list account persons)",
        "accounts.get person (get account person)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn fast_api_and_springfox_endings_go() {
    let names = named(&[
        "items | read_items_items__get | GET /items/",
        "items | read_item_items__item_id__get | GET /items/{item_id}",
        "user-controller | getUserUsingGET_1 | GET /user/{id}",
    ]);
    assert_eq!(names[0], "items.read items (read items)");
    assert_eq!(names[1], "items.read item (read item)");
    assert_eq!(names[2], "user-controller.get (get user)");
}

#[test]
fn google_namespaces_go() {
    let names = named_in(
        "Google Drive API",
        &[
            "files | drive.files.list | GET /files",
            "about | drive.about.get | GET /about",
            " | drive.changes.watch | POST /changes/watch",
        ],
    );
    assert_eq!(
        names,
        [
            "files.list (list files)",
            "about.get (get about)",
            "changes.watch (watch change)"
        ]
    );
}

#[test]
fn petstore_ids_lose_the_tag_inside() {
    let names = named(&[
        "pets | listPets | GET /pets",
        "pets | showPetById | GET /pets/{id}",
        "pets | listFoodForPets | GET /food",
        "search | searchUsers | GET /search/users",
    ]);
    let expected = [
        "pets.list (list pets)",
        "pets.show by id (show pet by id)",
        "pets.list food for pets (list food for pets)",
        "search.search users (search users)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn who_meets_says_more_and_the_others_stay() {
    let names = named(&[
        "users | createUser | POST /users",
        "users | createUsers | POST /users/many",
        "users | deleteUser | DELETE /users/{id}",
    ]);
    assert_eq!(
        names,
        [
            "users.create user (create user)",
            "users.create users (create users)",
            "users.delete (delete user)"
        ]
    );
}

#[test]
fn no_id_is_method_and_path() {
    let names = named(&[
        " | | GET /pets",
        " | | GET /pets/{id}",
        " | | PUT /pets/{id}",
        " | | POST /pets/{id}/photos",
        " | | GET /pets/{id}/photos/{photo}",
        " | | GET /",
        " | | GET /{id}",
    ]);
    let expected = [
        "pets.list (list pets)",
        "pets.get (get pet)",
        "pets.replace (replace pet)",
        "pets.create photo (create pet photo)",
        "pets.get photo (get pet photo)",
    ];
    assert_eq!(names[..5], expected);
    assert_ne!(names[5], names[6]);
}

#[test]
fn azure_namespaces_are_resources() {
    let names = named(&[
        " | VirtualMachines_CreateOrUpdate | PUT /subscriptions/{id}/virtualMachines/{name}",
        " | list_disks | GET /disks",
    ]);
    assert_eq!(
        names,
        [
            "virtual machines.create or update (create or update virtual machine)",
            "disks.list (list disks)"
        ]
    );
}

#[test]
fn a_duplicate_id_has_the_name_of_its_path() {
    let names = named(&[
        "a | same | POST /one",
        "a | same | POST /two",
        "b | same | POST /three",
    ]);
    assert_eq!(names, ["a.one (a one)", "a.two (a two)", "b.same (b same)"]);
}

#[test]
fn ids_that_differ_in_spelling_have_one_plain_name() {
    let names = named(&[
        "p | get_x | GET /x",
        "p | getX | GET /y",
        "p | get-x | GET /z",
    ]);
    assert_eq!(
        names,
        [
            "p.get x (get p x)",
            "p.get y (get p y)",
            "p.get z (get p z)"
        ]
    );
}

#[test]
fn a_verb_at_the_end_of_a_path_is_that_of_the_method() {
    let names = named(&[
        " | GetChargesSearch | GET /v1/charges/search",
        " | GetChargesCharge | GET /v1/charges/{charge}",
        " | PostChargesChargeCapture | POST /v1/charges/{charge}/capture",
        " | PostCheckoutSessionsSessionExpire | POST /v1/checkout/sessions/{session}/expire",
        "apps | | GET /apps/secrets/find",
        "apps | | GET /apps/{id}/report",
        "search | | POST /search",
    ]);
    let expected = [
        "charges.search (search charges)",
        "charges.get (get charge)",
        "charges.capture (capture charge)",
        "checkout.expire session (expire checkout session)",
        "apps.find secrets (find app secrets)",
        "apps.get report (get app report)",
        "search.search (search)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn people_give_way_to_persons() {
    let names = named(&[
        " | PostAccountsAccountPeoplePerson | POST /v1/accounts/{account}/people/{person}",
        " | PostAccountsAccountPersonsPerson | POST /v1/accounts/{account}/persons/{person}",
        " | PostTeamsTeamPeoplePerson | POST /v1/teams/{team}/people/{person}",
    ]);
    let expected = [
        "accounts.update people (update account people)",
        "accounts.update person (update account person)",
        "teams.update person (update team person)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_is_in_an_item_gives_way_to_what_is_not() {
    let names = named(&[
        "Images | | GET /images/actions/{action_id}",
        "Images | | GET /images/{id}/actions/{action_id}",
        "Image Actions | | GET /images/actions",
        "Image Actions | | GET /images/{id}/actions",
    ]);
    let expected = [
        "Images.get action (get image action)",
        "Images.get image action (get action for image)",
        "Image Actions.list image actions (list image actions)",
        "Image Actions.list actions for image (list actions for image)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn methods_of_one_path_have_names_of_their_own() {
    let names = named(&[
        "pets | | PATCH /pets/{id}",
        "pets | | POST /pets/{id}",
        "pets | | POST /pets/search",
        "pets | | GET /pets/search",
    ]);
    let expected = [
        "pets.update (update pet)",
        "pets.post (post pet)",
        "pets.search (search pets)",
        "pets.search with get (search pets with get)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn http_methods_before_ids_go() {
    let names = named(&[
        "x | POST_ListTags | POST /#Action=ListTags",
        "x | GET_ListTags | GET /#Action=ListTags",
        "y | GetSearch | GET /found",
        "y | getFindById | GET /found/{id}",
    ]);
    let expected = [
        "x.list tags (list x tags)",
        "x.list tags with get (list x tags with get)",
        "y.search (search y)",
        "y.find by id (find y by id)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn an_action_at_the_end_of_the_path_is_the_name() {
    let names = named(&[
        "accounts | getAccount | GET /api/v1/accounts/{id}",
        "accounts | postAccountFollow | POST /api/v1/accounts/{id}/follow",
        "accounts | patchAccountCredential | PATCH /api/v1/accounts/credentials",
        "accounts | postAccountSignature | POST /api/v1/accounts/{id}/signature",
    ]);
    let expected = [
        "accounts.get (get account)",
        "accounts.follow (follow account)",
        // Nothing else says what is done with it.
        "accounts.patch credential (patch account credential)",
        "accounts.post signature (post account signature)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn the_path_of_a_nested_resource_is_left_out() {
    let names = named(&[
        "checkout.sessions | PostCheckoutSessions | POST /v1/checkout/sessions",
        "checkout.sessions | PostCheckoutSessionsSessionExpire | POST /v1/checkout/sessions/{session}/expire",
        "accounts.persons | GetAccountsAccountPersonsPerson | GET /v1/accounts/{account}/persons/{person}",
        "accounts.persons | GetAccountsAccountPersons | GET /v1/accounts/{account}/persons",
    ]);
    let expected = [
        "checkout.sessions.create (create checkout session)",
        "checkout.sessions.expire (expire checkout session)",
        "accounts.persons.get (get accounts person)",
        "accounts.persons.list (list accounts persons)",
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_the_path_or_the_owner_says_is_left_out_of_a_long_name() {
    let names = named(&[
        "note text | READ_NoteText_for_User_MonetaryAccount_SofortMerchantTransaction | GET /user/{id}/monetary-account/{account}/sofort-merchant-transaction/{transaction}/note-text/{item}",
        "note text | READ_NoteText_for_User | GET /user/{id}/note-text/{item}",
        "App properties | AddonPropertiesResource.getAddonProperties | GET /addons/{key}/properties",
        "accounts | getAccountsVerifyCredentials | GET /accounts/verify_credentials",
        "merchants | post-merchants-id-settings-settingId-addDomains | POST /merchants/{id}/settings/{settingId}/addDomains",
    ]);
    let expected = [
        "note text.read for sofort merchant transaction (read note text for sofort merchant transaction)",
        "note text.read for user (read note text for user)",
        "App properties.get addon properties (get app property addon properties)",
        "accounts.verify credentials (verify account credentials)",
        "merchants.add domains (add merchant domains)",
    ];
    assert_eq!(names, expected);
}
