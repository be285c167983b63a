use super::*;
use serde_json::json;

fn document() -> Value {
    let refusal = |codes: &str| json!({"description": codes, "content": {}});
    json!({
        "paths": {
            "/api/v1/token/transfer": {"post": {
                "operationId": "transfer", "summary": "Send tokens", "tags": ["token"], "x-scope": "ledger:write",
                "parameters": [{"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/New"}}}},
                "responses": {"201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/New"}}}},
                    "402": refusal("insufficient_funds"), "422": refusal("self_transfer, amount_zero")},
            }},
            "/api/v1/styles": {"get": {"operationId": "listStyles", "summary": "The styles", "tags": ["styles"],
                "responses": {"200": {"description": "Done"}}}},
            "/api/v1/odd": {"get": {"operationId": "odd", "summary": "Odd", "tags": ["odd"], "responses": {}}},
        },
        "components": {
            "schemas": {"New": {"type": "object", "required": ["to"], "properties": {"to": {"type": "string"}}}},
            "x-refusals": {"self_transfer": {"status": 422, "message": "From and to are one account"}},
        },
    })
}

#[test]
fn operations_are_read_whole() {
    let book = Book::read(&document());
    let transfer = book.operation("transfer").expect("it is in the document");
    assert_eq!((transfer.method.as_str(), transfer.status), ("POST", 201));
    assert!(transfer.needs_caller && transfer.takes_key());
    assert_eq!(transfer.body_sample, json!({"to": "@sora"}));
    let codes: Vec<_> = transfer.refusals.iter().map(|it| (it.status, it.code.as_str())).collect();
    assert_eq!(codes, [(402, "insufficient_funds"), (422, "self_transfer"), (422, "amount_zero")]);
    assert_eq!(transfer.refusals[1].meaning, "From and to are one account");
}

#[test]
fn features_stand_in_their_order_and_unknown_ones_last() {
    let names: Vec<_> = Book::read(&document()).groups.into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["Tokens", "Styles", "odd"]);
}

#[test]
fn words_find_operations_by_everything_that_is_said_of_them() {
    let book = Book::read(&document());
    let found = |typed: &str| {
        let groups = book.filtered(typed).groups;
        groups.into_iter().flat_map(|it| it.operations).map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(found("send POST"), ["transfer"]);
    assert_eq!(found("self_transfer"), ["transfer"]);
    assert_eq!(found("tokens"), ["transfer"], "by the feature's name");
    assert_eq!(found("nothing like it"), Vec::<String>::new());
    assert_eq!(found("").len(), 3);
}

#[test]
fn rubbish_is_an_empty_book() {
    assert_eq!(Book::read(&json!("no document")), Book::default());
    assert_eq!(Book::read(&json!({"paths": {"/x": 7}})), Book::default());
}
