//! `/webhooks`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

use super::routes;

/// Refusals of every route here, with more.
macro_rules! codes {
    ($($more:ident),* $(,)?) => { &[
        Code::SessionRequired, Code::MembershipRequired, Code::OriginRefused, $(Code::$more),*
    ] };
}

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/webhooks"),
        "createWebhook",
        handler!(call => routes::create_webhook(call)),
        "Have events sent to an address; its secret is shown this once",
        (Some("NewWebhook"), 201, Some("WebhookCreated")),
        codes!(
            BodyMalformed,
            BodyTooLarge,
            ContentTypeUnsupported,
            FieldInvalid,
            WebhookUrlRefused,
            WebhooksFull,
        ),
    )
    .needing(Scope::Webhooks),
    route(
        ("GET", "/webhooks"),
        "listWebhooks",
        handler!(call => routes::list_webhooks(call)),
        "Your webhooks, without their secrets",
        (None, 200, Some("WebhookList")),
        codes!(),
    )
    .needing(Scope::Webhooks),
    route(
        ("PATCH", "/webhooks/:id"),
        "patchWebhook",
        handler!(call, at => routes::patch_webhook(call, at.first())),
        "Change a webhook, or turn it on or off",
        (Some("WebhookPatch"), 200, Some("Webhook")),
        codes!(
            BodyMalformed,
            BodyTooLarge,
            ContentTypeUnsupported,
            FieldInvalid,
            WebhookUrlRefused,
            WebhookNotFound,
        ),
    )
    .needing(Scope::Webhooks),
    route(
        ("DELETE", "/webhooks/:id"),
        "removeWebhook",
        handler!(call, at => routes::remove_webhook(call, at.first())),
        "Remove a webhook",
        (None, 204, None),
        codes!(WebhookNotFound),
    )
    .needing(Scope::Webhooks),
    route(
        ("POST", "/webhooks/:id/rotate"),
        "rotateWebhookSecret",
        handler!(call, at => routes::rotate_secret(call, at.first())),
        "A new secret; the one before signs as well for a day",
        (None, 200, Some("WebhookCreated")),
        codes!(WebhookNotFound),
    )
    .needing(Scope::Webhooks),
    route(
        ("POST", "/webhooks/:id/test"),
        "testWebhook",
        handler!(call, at => routes::test_webhook(call, at.first())),
        "Send a test event",
        (None, 202, Some("Delivery")),
        codes!(WebhookNotFound),
    )
    .needing(Scope::Webhooks),
    route(
        ("GET", "/webhooks/:id/deliveries"),
        "listDeliveries",
        handler!(call, at => routes::list_deliveries(call, at.first())),
        "What was sent, newest first",
        (None, 200, Some("DeliveryPage")),
        codes!(WebhookNotFound, QueryInvalid),
    )
    .needing(Scope::Webhooks)
    .paged(),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::webhook::NewWebhook>(list);
    schema::<wire::webhook::Webhook>(list);
    schema::<wire::webhook::WebhookCreated>(list);
    schema::<wire::webhook::WebhookList>(list);
    schema::<wire::webhook::WebhookPatch>(list);
    schema::<wire::webhook::Delivery>(list);
    schema::<wire::webhook::DeliveryPage>(list);
    schema::<wire::webhook::WebhookEvent>(list);
}
