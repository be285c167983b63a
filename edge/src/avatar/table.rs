//! `/avatars`

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
    upload::picture_codes,
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/avatars"),
        "createAvatar",
        handler!(call => routes::create_avatar(call)),
        "Save an avatar",
        (Some("NewAvatar"), 201, Some("Avatar")),
        picture_codes!(AvatarsFull),
    ),
    route(
        ("GET", "/avatars"),
        "listAvatars",
        handler!(call => routes::list_avatars(call)),
        "Your avatars, newest first",
        (None, 200, Some("AvatarPage")),
        &[Code::QueryInvalid],
    )
    .paged(),
    route(
        ("GET", "/avatars/:id"),
        "getAvatar",
        handler!(call, at => routes::get_avatar(call, at.first())),
        "One avatar, yours or public",
        (None, 200, Some("Avatar")),
        &[Code::AvatarNotFound],
    ),
    route(
        ("PATCH", "/avatars/:id"),
        "patchAvatar",
        handler!(call, at => routes::patch_avatar(call, at.first())),
        "Change an avatar",
        (Some("AvatarPatch"), 200, Some("Avatar")),
        &[
            Code::SessionRequired,
            Code::OriginRefused,
            Code::AvatarNotFound,
            Code::FieldInvalid,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::VersionConflict,
            Code::IdempotencyKeyInvalid,
            Code::IdempotencyConflict,
        ],
    ),
    route(
        ("DELETE", "/avatars/:id"),
        "deleteAvatar",
        handler!(call, at => routes::delete_avatar(call, at.first())),
        "Delete an avatar and its file",
        (None, 204, None),
        &[
            Code::SessionRequired,
            Code::OriginRefused,
            Code::AvatarNotFound,
            Code::VersionConflict,
            Code::IdempotencyKeyInvalid,
            Code::IdempotencyConflict,
        ],
    ),
    route(
        ("GET", "/avatars/:id/image"),
        "getImage",
        handler!(call, at => routes::get_image(call, at.first())),
        "The picture of an avatar",
        (None, 200, None),
        &[Code::AvatarNotFound],
    ),
    route(
        ("POST", "/avatars/:id/export"),
        "exportAvatar",
        handler!(call, at => routes::export_avatar(call, at.first())),
        "The picture as PNG, JPEG or WebP in a given size",
        (Some("AvatarExport"), 200, None),
        &[
            Code::AvatarNotFound,
            Code::ExportSizeUnsupported,
            Code::BodyMalformed,
            Code::ContentTypeUnsupported,
            Code::OriginRefused,
        ],
    ),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::avatar::Avatar>(list);
    schema::<wire::avatar::AvatarPage>(list);
    schema::<wire::avatar::NewAvatar>(list);
    schema::<wire::avatar::AvatarPatch>(list);
    schema::<wire::avatar::AvatarExport>(list);
}
