//! Parts of speech.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that relate the preceding words to the noun after them.
pub(crate) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "for"
            | "by"
            | "of"
            | "to"
            | "from"
            | "in"
            | "into"
            | "with"
            | "without"
            | "on"
            | "onto"
            | "at"
            | "as"
            | "per"
            | "via"
            | "and"
            | "or"
            | "not"
            | "non"
            | "using"
            | "across"
            | "between"
            | "under"
            | "against"
            | "through"
            | "over"
            | "after"
            | "before"
    )
}

/// Verbs that begin the name of a method.
pub(crate) fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
}

/// Returns the length of the longest verb.
pub(crate) fn longest_verb() -> usize {
    VERBS
        .iter()
        .map(|verb| verb.len())
        .max()
        .unwrap_or_default()
}

/// Verbs that are no nouns: `GET /pets/search` is `search`, but `GET /pets/{id}/report` is not `report`.
pub(crate) fn is_only_verb(word: &str) -> bool {
    ONLY_VERBS.contains(word)
}

/// Verbs before an object, with which no compound noun begins: `verify credentials`, but not `search results`.
pub(crate) fn begins_phrase(word: &str) -> bool {
    PHRASE_VERBS.contains(word)
}

type Words = HashSet<&'static str>;

fn words(list: &'static str) -> Words {
    list.split(' ').collect()
}

static PHRASE_VERBS: LazyLock<Words> = LazyLock::new(|| {
    words(
        "\
        activate add assign attach calculate cancel confirm convert create deactivate delete detach \
        disable enable evaluate execute fetch find generate get publish remove retrieve revoke send \
        unassign unlink unlock unpublish unsubscribe validate verify",
    )
});

static ONLY_VERBS: LazyLock<Words> = LazyLock::new(|| {
    words(
        "\
        activate add allow analyze apply approve archive assign attach authenticate authorize browse \
        calculate compare compute confirm connect convert create deactivate decrypt delete deny \
        deploy describe detach disable disconnect dismiss download enable encrypt evaluate execute \
        expire export fetch find generate get import invite invoke join list lookup merge migrate \
        modify notify prepare publish reactivate redeem refund reject remove rename reopen reset \
        resolve restore resume retrieve revoke search send simulate submit subscribe suggest suspend \
        sync terminate unarchive unassign unblock unlink unlock unpublish unsubscribe update upload \
        upsert validate verify",
    )
});

static VERBS: LazyLock<Words> = LazyLock::new(|| {
    words(
        "\
        abort accept acknowledge activate add advertise allow analyze append apply approve archive \
        assign associate attach authenticate authorize ban batch begin bind block browse build \
        bulk calculate call cancel capture change check claim clear clone close commit compare \
        complete compute confirm connect convert copy count create deactivate decline decrypt \
        delete deny deploy deregister describe destroy detach detect disable disassociate \
        disconnect dismiss download drop duplicate edit enable encrypt end enqueue estimate \
        evaluate exchange execute exists expire export fetch find finish follow fork generate get \
        give grant head hide import index insert install invite invoke join kill leave like link \
        list load lock login logout lookup mark merge migrate modify move mute notify open options \
        patch pause pay pin ping place poll post prepare preview process provision publish pull \
        purchase purge push put query read reboot redeem refresh refund regenerate register reject \
        release reload remove rename render renew reopen reorder replace reply report request \
        reserve reset resolve restart restore resume retrieve retry return revert review revoke \
        rotate run save scan schedule search select send set share show sign simulate skip sort \
        split star start stop stream submit subscribe suggest suspend swap switch sync terminate \
        test toggle track transfer transform translate trigger unarchive unassign unban unblock \
        unfollow uninstall unlink unlock unmute unpause unpin unstar unsubscribe update upgrade \
        upload upsert use validate verify view void vote watch withdraw write",
    )
});
