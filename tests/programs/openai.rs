//! Ten typical calls of the OpenAI API, as a user of its SDK writes them.

use futures_util::TryStreamExt as _;
use openai::models::{
    ChatCompletionRequestMessage, ChatCompletionRequestSystemMessage,
    ChatCompletionRequestUserMessage, CreateChatCompletionRequest, CreateEmbeddingRequest,
    CreateFileRequest, CreateImageRequest, CreateResponse, FunctionTool, OutputItem,
};
use openai::{Client, FilePart};
use std::collections::BTreeMap;

#[tokio::main(flavor = "current_thread")]
async fn main() -> openai::Result<()> {
    let client = Client::builder()
        .base_url(std::env::var("MOCK_URL").unwrap_or_default())
        .api_key("sk-123")
        .build()?;

    let messages: [ChatCompletionRequestMessage; 2] = [
        ChatCompletionRequestSystemMessage::new("Answer in one word.").into(),
        ChatCompletionRequestUserMessage::new("What is the capital of France?").into(),
    ];
    let question = CreateChatCompletionRequest::new(messages, "gpt-4o").temperature(0.2);
    let chat = client.chat();
    let answer = chat.create_completion(question.clone()).await?;
    for choice in &answer.choices {
        println!("{:?}", choice.message.content);
    }

    let mut words = chat.create_completion(question.clone()).stream().await?;
    while let Some(chunk) = words.try_next().await? {
        for choice in &chunk.choices {
            print!("{}", choice.delta.content.as_deref().unwrap_or_default());
        }
    }

    let text = CreateEmbeddingRequest::new("The food was good", "text-embedding-3-small");
    let embeddings = client.embeddings().create(text).await?;
    println!("{} vectors", embeddings.data.len());

    let file = FilePart::bytes("{\"prompt\": \"a\"}\n")
        .file_name("examples.jsonl")
        .content_type("application/jsonl");
    let file = CreateFileRequest::new(file, "fine-tune");
    let file = client.files().create(file).await?;
    println!("{} has {} bytes", file.filename, file.bytes);

    let picture = CreateImageRequest::new("A lighthouse at dusk").n(1);
    let images = client.images().create(picture).await?;
    println!("{} pictures", images.data.map_or(0, |images| images.len()));

    for model in client.models().list().await?.data {
        println!("{} of {}", model.id, model.owned_by);
    }

    let parameters =
        serde_json::json!({"type": "object", "properties": {"city": {"type": "string"}}});
    let parameters: BTreeMap<String, serde_json::Value> = parameters
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let weather =
        FunctionTool::new("weather", parameters, true).description("The weather of a city");
    let request = CreateResponse::new()
        .model("gpt-4o")
        .input("What is the weather in Paris?")
        .tools([weather]);
    let response = client.responses().create(request).await?;
    for item in &response.output {
        match item {
            OutputItem::OutputMessage(message) => println!("{:?}", message.content),
            OutputItem::FunctionToolCall(call) => {
                println!("call {} with {}", call.name, call.arguments)
            }
            other => println!("{other:?}"),
        }
    }

    let mut files = client.files().list().purpose("fine-tune").items();
    while let Some(file) = files.try_next().await? {
        println!("{}", file.id);
    }

    let removed = client.files().delete("file-7").await?;
    println!("removed: {}", removed.deleted);

    // Too many requests: the call is repeated after a while, then it fails.
    let refused = chat
        .create_completion(question)
        .with_header("x-mock-status", "429")
        .with_retries(1);
    match refused.await {
        Err(error) if error.status() == Some(429) => {
            println!("refused {} times: {error}", error.attempts());
        }
        other => println!("{other:?}"),
    }
    Ok(())
}
