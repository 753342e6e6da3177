//! Ten typical calls of the GitHub API, as a user of its SDK writes them.

use futures_util::TryStreamExt as _;
use github::Client;
use github::models::{
    CreateIssueRequest, CreateOrUpdateRepoFileContentsRequest, GetRepoContentResponse,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> github::Result<()> {
    let client = Client::builder()
        .base_url(std::env::var("MOCK_URL").unwrap_or_default())
        .header("accept-language", "en")
        .build()?;
    let (owner, repo) = ("rust-lang", "rust");

    let since = jiff::Timestamp::UNIX_EPOCH;
    let mut issues = client
        .issues()
        .list_for_repo(owner, repo)
        .state("open")
        .labels("A-macros,E-easy")
        .sort("updated")
        .since(since)
        .per_page(50)
        .items();
    while let Some(issue) = issues.try_next().await? {
        println!("#{} {}", issue.number, issue.title);
    }

    let new = CreateIssueRequest::new("It does not compile")
        .body("```text\nerror\n```")
        .labels(["C-bug"]);
    let created = client.issues().create(owner, repo, new).await?;
    println!("created {}", created.html_url);

    let change = CreateOrUpdateRepoFileContentsRequest::new("Say hello", "aGVsbG8=").branch("main");
    let files = client.repos();
    files
        .create_or_update_file_contents(owner, repo, "docs/hello world.md", change)
        .await?;

    match files
        .get_content(owner, repo, "docs/hello world.md")
        .ref_("main")
        .await?
    {
        GetRepoContentResponse::ContentFile(file) => println!("{} bytes", file.size),
        GetRepoContentResponse::ContentDirectory(entries) => println!("{} entries", entries.len()),
        other => println!("{other:?}"),
    }

    let found = client
        .search()
        .issues_and_pull_requests("repo:rust-lang/rust is:open label:\"A-macros\"")
        .per_page(5)
        .await?;
    println!("{} found", found.total_count);

    let stars = client.activity();
    stars.star_repo_for_authenticated_user(owner, repo).await?;

    let runs = client
        .actions()
        .list_workflow_runs(owner, repo, "ci.yml")
        .branch("main")
        .with_response()
        .await?;
    println!("{} runs, status {}", runs.body().total_count, runs.status());

    let archive = files.download_tarball_archive(owner, repo, "v1.0").await?;
    println!("the archive is at {:?}", archive.location());

    let asset = files
        .upload_release_asset(owner, repo, 7, "notes.txt")
        .label("Notes")
        .body("What is new")
        .await?;
    println!("{} uploaded, {} bytes", asset.name, asset.size);

    match client
        .users()
        .get_by_username("nobody")
        .with_header("x-mock-status", "404")
        .await
    {
        Err(error) if error.status() == Some(404) => println!("no such user: {error}"),
        other => println!("{other:?}"),
    }
    Ok(())
}
