//! Matches fields with the model's members.

use opsmith_models::{Kind, Location as Model, Member as ModelMember};
use syn::ext::IdentExt;

use crate::ast::{Location, Member, Name, Presence, TimestampFormat, Traits};
use crate::check::aws::structure::{Found, Structure};
use crate::check::aws::types::{self, Field};
use crate::check::aws::{agreement, it_has, traits, warn_gone};
use crate::check::headers::reserved_for;
use crate::check::member::check_default;
use crate::keys::Container;
use crate::model::{described, field_name, innermost, rust_type};
use crate::parse::{RawLocation, RawMember};
use crate::report::Report;
use crate::ty;

impl<'m> Structure<'_, 'm> {
    /// Finds the member of each field, and reports mistakes in single fields.
    pub(super) fn members(&self, raw: &[RawMember<'_>], report: &Report) -> Found<'m> {
        let mut found: Found<'m> = Vec::with_capacity(raw.len());
        for field in raw {
            if let Some(word) = &field.keys.unlisted {
                self.check_unlisted(field, word, report);
                found.push(None);
                continue;
            }
            let member = self.find(field, report);
            if let Some(member) = &member {
                self.check_once(field, member, raw, &found, report);
                self.check_member(field, member, report);
            }
            found.push(member);
        }
        agreement::check_member_names(self, raw, &found, report);
        found
    }

    // naem: String
    fn find(&self, field: &RawMember<'_>, report: &Report) -> Option<ModelMember<'m>> {
        let (found, word, span) = if let Some((_, text)) = &field.keys.rename {
            (self.renamed(&text.value), text.value.clone(), text.span())
        } else {
            let word = field.ident.unraw().to_string();
            self.check_one_meaning(field, &word, report);
            (self.shape.member(&word), word, field.ident.span())
        };
        let found = found.map(|member| self.placed(member));
        if found.is_none() {
            let names: Vec<&str> = self.shape.members().map(|member| member.name).collect();
            let near = self.located(field).or_else(|| self.meant(&word));
            let advice = match &near {
                Some(near) if field.keys.rename.is_some() => {
                    format!("; did you mean `{}`?", near.name)
                }
                Some(near) => format!("; did you mean `{}`?", field_name(near.name)),
                None => String::new(),
            };
            report.at(
                span,
                format!(
                    "{} has no member `{word}`{advice} ({})",
                    self.owner,
                    it_has(&names)
                ),
            );
        }
        found
    }

    /// The member where the service's protocol puts it.
    fn placed(&self, mut member: ModelMember<'m>) -> ModelMember<'m> {
        let is_output = self.container == Container::Output;
        let in_url = matches!(
            member.location,
            Model::Label { .. } | Model::Query(_) | Model::QueryMap
        );
        // A response has no URL: https://smithy.io/2.0/spec/http-bindings.html#httplabel-is-only-considered-on-input
        if !self.aws.binds_to_http() || (is_output && in_url) {
            member.location = Model::Body;
        }
        member
    }

    // room_id: String, where your own model has `RoomId` and `roomID`; no shape of AWS is one of these
    fn check_one_meaning(&self, field: &RawMember<'_>, word: &str, report: &Report) {
        if !self.owner.own {
            return;
        }
        let mut alike: Vec<&str> = self
            .shape
            .members_like(word)
            .map(|member| member.name)
            .collect();
        if alike.len() > 1 && !alike.contains(&word) {
            alike.truncate(2);
            report.at(
                field.ident.span(),
                format!(
                    "`{word}` may be `{}` or `{}` of {}; add `#[op(rename = \"{}\")]`",
                    alike[0], alike[1], self.owner, alike[0]
                ),
            );
        }
    }

    /// The member of `rename`: by its name on the wire, or in the model.
    pub(super) fn renamed(&self, name: &str) -> Option<ModelMember<'m>> {
        let sent = |member: &ModelMember<'_>| {
            member.wire_name == name && matches!(member.location, Model::Body | Model::Payload)
        };
        let mut members = self.shape.members();
        let of_wire = members.find(sent);
        of_wire.or_else(|| self.shape.members().find(|member| member.name == name))
    }

    /// The member that goes where a field is said to go: `MaxResults` of `#[op(query = "max-results")]`.
    fn located(&self, field: &RawMember<'_>) -> Option<ModelMember<'m>> {
        use RawLocation::{Header, PrefixHeaders, Query};
        let (_, said) = field.keys.location.as_ref()?;
        matches!(said, Query(Some(_)) | Header(_) | PrefixHeaders(_)).then_some(())?;
        let mut members = self.shape.members();
        members.find(|member| agreement::agrees(said, member))
    }

    /// The member that a wrong name was probably meant to be.
    pub(super) fn meant(&self, word: &str) -> Option<ModelMember<'m>> {
        let names: Vec<&str> = self.shape.members().map(|member| member.name).collect();
        let near = crate::suggest::nearest(word, names.iter().copied())
            .or_else(|| last_word_of(word, &names))?;
        self.shape.members().find(|member| member.name == near)
    }

    // room_id: String, #[op(rename = "RoomId")] id: String
    fn check_once(
        &self,
        field: &RawMember<'_>,
        member: &ModelMember<'m>,
        raw: &[RawMember<'_>],
        before: &Found<'m>,
        report: &Report,
    ) {
        let mut before = raw.iter().zip(before);
        let first = before.find(|(_, other)| {
            other
                .as_ref()
                .is_some_and(|other| other.name == member.name)
        });
        if let Some((first, _)) = first {
            report.at(
                field.ident.span(),
                format!(
                    "`{}` is already `{}` of {}; remove `{}`",
                    first.ident, member.name, self.owner, field.ident
                ),
            );
        }
    }

    fn check_member(&self, field: &RawMember<'_>, member: &ModelMember<'m>, report: &Report) {
        check_default(field, report);
        if let Kind::EventStream(_) = member.ty.kind {
            report.at(
                field.ident.span(),
                format!(
                    "`{}` is an event stream in {}, which opsmith does not support yet; remove it",
                    field.ident, self.owner
                ),
            );
            return;
        }
        self.check_reserved(field, member, report);
        if let Some(parameter) = member.context_param
            && self.container == Container::Operation
            && self.aws.moves_host(parameter)
        {
            self.check_host(field, parameter, report);
        }
        warn_gone(
            field.ident.span(),
            &format!("`{}` of {}", member.name, self.owner),
            member.gone,
            self.owner.own,
            report,
        );
        if self.check_presence(field, member, report) {
            types::check(
                &Field {
                    name: field.ident,
                    ty: field.ty,
                    model: member.ty,
                    payload: self.container != Container::Structure
                        && matches!(member.location, Model::Payload),
                    sent: self.container == Container::Operation,
                    owner: self.owner,
                },
                &self.aws,
                self.generic,
                report,
            );
        }
        agreement::check_member(field, member, self, report);
    }

    // user_agent: Option<String>, which your own model has in the header `User-Agent`
    fn check_reserved(&self, field: &RawMember<'_>, member: &ModelMember<'m>, report: &Report) {
        let (Model::Header(name) | Model::PrefixHeaders(name)) = member.location else {
            return;
        };
        if self.owner.own && self.container == Container::Operation {
            let prefix = matches!(member.location, Model::PrefixHeaders(_));
            if let Some((header, owner)) = reserved_for(name, prefix) {
                report.at(
                    field.ident.span(),
                    format!(
                        "`{}` goes in the header `{header}` in {}, which is set by {owner}; remove the field",
                        field.ident, self.owner
                    ),
                );
            }
        }
    }

    // #[operation(service = "sesv2")] struct SendEmail { endpoint_id: Option<String>, .. }
    pub(super) fn check_host(&self, field: &RawMember<'_>, parameter: &str, report: &Report) {
        report.at(
            field.ident.span(),
            format!(
                "`{}` moves {} to a different host (endpoint parameter `{parameter}`), which opsmith cannot determine yet; remove it",
                field.ident, self.owner
            ),
        );
    }

    // name: Option<String>
    // client_request_token: String
    // #[op(default)] account_id: String
    fn check_presence(
        &self,
        field: &RawMember<'_>,
        member: &ModelMember<'m>,
        report: &Report,
    ) -> bool {
        if self.container != Container::Operation {
            return true;
        }
        let optional = ty::option(field.ty);
        if member.idempotency_token && is_filled_in(member) {
            if optional.is_none() {
                report.on(
                    field.ty,
                    format!(
                        "`{}` is the idempotency token of {}, which is filled in if it is absent; write `Option<String>`",
                        field.ident, self.owner
                    ),
                );
                return false;
            }
        } else if member.required && optional.is_some() {
            report.on(
                field.ty,
                format!(
                    "`{}` is required by {}; write `{}`",
                    field.ident,
                    self.owner,
                    rust_type(member.ty)
                ),
            );
            return false;
        }
        if matches!(member.location, Model::Label { .. })
            && let Some(key) = &field.keys.default
        {
            report.at(
                key.span(),
                format!(
                    "`{}` is a label, which the path always needs; remove `default`",
                    field.ident
                ),
            );
        }
        true
    }

    // struct CreateRoom { account_id: String } without `name`
    pub(super) fn check_required(
        &self,
        span: proc_macro2::Span,
        raw: &[RawMember<'_>],
        found: &Found<'m>,
        report: &Report,
    ) {
        // A member that a misspelled field was meant to be does not count as missing.
        let meant: Vec<&str> = raw
            .iter()
            .zip(found)
            .filter(|(_, found)| found.is_none())
            .filter_map(|(field, _)| match &field.keys.rename {
                _ if field.keys.unlisted.is_some() => self.listed(field),
                _ if let Some(located) = self.located(field) => Some(located),
                Some((_, text)) => self.meant(&text.value),
                None => self.meant(&field.ident.unraw().to_string()),
            })
            .map(|member| member.name)
            .collect();
        for member in self.shape.members() {
            let here = found
                .iter()
                .flatten()
                .any(|found| found.name == member.name);
            if !member.required || here || member.gone.is_some() || meant.contains(&member.name) {
                continue;
            }
            let ty = if is_filled_in(&member) {
                "Option<String>".to_owned()
            } else {
                rust_type(member.ty)
            };
            report.at(
                span,
                format!(
                    "{} requires `{}`; add `pub {}: {ty}`",
                    self.owner,
                    member.name,
                    field_name(member.name)
                ),
            );
        }
    }

    /// The fields as they go over the wire; those that have no member are left out.
    pub(super) fn all_resolved<'a>(
        &self,
        raw: &[RawMember<'a>],
        found: &Found<'m>,
    ) -> Vec<Member<'a>> {
        raw.iter()
            .zip(found)
            .filter_map(|(field, member)| match member {
                Some(member) => Some(self.resolved(field, member)),
                None => self.unlisted(field),
            })
            .collect()
    }

    /// The field with its member's location, name and format.
    fn resolved<'a>(&self, field: &RawMember<'a>, member: &ModelMember<'m>) -> Member<'a> {
        let location = match member.location {
            _ if self.container == Container::Structure => {
                Location::Body(Name::Known(wire_name(member)))
            }
            Model::Body => Location::Body(Name::Known(wire_name(member))),
            Model::Label { .. } => Location::Label,
            Model::Query(name) => Location::Query(Name::Known(name.to_owned())),
            Model::QueryMap => Location::QueryMap,
            Model::Header(name) => Location::Header(name.to_owned()),
            Model::PrefixHeaders(prefix) => Location::PrefixHeaders(prefix.to_owned()),
            Model::Payload => Location::Payload,
            Model::Status => Location::Status,
        };
        let media_type = member.ty.media_type.map(str::to_owned);
        Member {
            ident: field.ident,
            ty: field.ty,
            presence: field.presence(),
            timestamp: timestamp(member, field),
            sensitive: field.keys.sensitive
                || self.shape.sensitive
                || self.aws.is_sensitive(member.ty),
            idempotency_token: self.container == Container::Operation
                && is_filled_in(member)
                && field.presence() == Presence::Optional,
            media_type: media_type
                .filter(|_| matches!(location, Location::Header(_) | Location::Payload)),
            traits: match location {
                Location::Body(_) => traits::traits(&self.aws, member),
                _ => Traits::default(),
            },
            location,
        }
    }
}

fn wire_name(member: &ModelMember<'_>) -> String {
    member.wire_name.to_owned()
}

/// Whether the runtime generates the token if the caller does not pass one. A label is always passed.
fn is_filled_in(member: &ModelMember<'_>) -> bool {
    member.idempotency_token
        && matches!(member.ty.kind, Kind::String)
        && matches!(
            member.location,
            Model::Body | Model::Query(_) | Model::Header(_)
        )
}

/// The format of a timestamp, if it is not the default for the protocol and location.
fn timestamp(member: &ModelMember<'_>, field: &RawMember<'_>) -> Option<TimestampFormat> {
    let inner = innermost(member.ty);
    // The user's own type around it may not hold timestamps.
    let known = ty::name(ty::innermost(field.ty)).as_deref() == Some("Timestamp");
    let format = inner
        .timestamp_format
        .filter(|_| known || described(inner) == "a timestamp")?;
    TimestampFormat::parse(format.as_str())
}

// id: String
/// The only name that ends with a word: `orderId`.
fn last_word_of<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let end = format!("_{word}");
    let mut ending = names.iter().filter(|name| field_name(name).ends_with(&end));
    ending.next().filter(|_| ending.next().is_none()).copied()
}
