//! Ten typical calls of the Stripe API, as a user of its SDK writes them.

use futures_util::TryStreamExt as _;
use stripe::Client;
use stripe::models::{
    CreateCustomerRequest, CreatePaymentIntentRequest, CreatePaymentIntentRequestShipping,
    CreatePaymentIntentRequestShippingAddress, CreateRefundRequest, RangeQuery,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> stripe::Result<()> {
    let client = Client::builder()
        .base_url(std::env::var("MOCK_URL").unwrap_or_default())
        .bearer_token("sk_test_123")
        .header("stripe-version", "2023-08-16")
        .build()?;

    let new = CreateCustomerRequest::new()
        .email("ada@example.com")
        .metadata([("order", "7 & 8")])
        .preferred_locales(["en", "fr"]);
    let customer = client
        .customers()
        .create()
        .body(new)
        .with_idempotency_key("customer-7")
        .await?;
    println!("created {} at {:?}", customer.id, customer.created);

    let address = CreatePaymentIntentRequestShippingAddress::new()
        .line1("1 Main Street")
        .city("Springfield");
    let payment = CreatePaymentIntentRequest::new(1099, "eur")
        .customer(customer.id.as_str())
        .shipping(CreatePaymentIntentRequestShipping::new(address, "Ada"))
        .metadata([("order", "7 & 8")])
        .payment_method_types(["card"]);
    let intents = client.payment_intents();
    let intent = intents.create(payment).await?;
    println!("{} is {}", intent.id, intent.status.as_str());

    let since = RangeQuery::new().gte(1_700_000_000);
    let mut charges = client.charges().list().created(since).limit(100).items();
    while let Some(charge) = charges.try_next().await? {
        println!("{}: {} {}", charge.id, charge.amount, charge.currency);
    }

    let refund = CreateRefundRequest::new()
        .payment_intent(intent.id.as_str())
        .amount(500)
        .reason("requested_by_customer");
    let refund = client.refunds().create().body(refund).await?;
    println!("{} refunded", refund.amount);

    let expanded = intents
        .get(intent.id.as_str())
        .expand(["customer", "latest_charge.balance_transaction"])
        .await?;
    println!(
        "of {:?}",
        expanded
            .customer
            .as_ref()
            .and_then(|customer| customer.as_customer())
    );

    let found = client
        .customers()
        .search("email:'ada@example.com'")
        .limit(3)
        .await?;
    println!("{} found", found.data.len());

    let confirmed = intents.confirm("pi_7").with_response().await?;
    println!("confirmed, status {}", confirmed.status());

    let cancelled = client.subscriptions().delete("sub_7").await?;
    println!("{} is {}", cancelled.id, cancelled.status.as_str());

    let balance = client.balance().get().await?;
    println!("{} amounts available", balance.available.len());

    // A declined card.
    let payment = CreatePaymentIntentRequest::new(1099, "eur").confirm(true);
    match intents
        .create(payment)
        .with_header("x-mock-status", "402")
        .await
    {
        Err(error) if error.status() == Some(402) => match error.api() {
            Some(declined) => println!(
                "{:?}: {:?}",
                declined.error.type_, declined.error.decline_code
            ),
            None => println!("{error}"),
        },
        other => println!("{other:?}"),
    }
    Ok(())
}
