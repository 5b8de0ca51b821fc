//! The rules of `paginate(..)`.

use syn::ext::IdentExt;

use crate::keys::OperationKey;
use crate::parse::{OperationKeys, RawMember};
use crate::report::Report;
use crate::{suggest, ty};

pub(super) fn check_pagination(keys: &OperationKeys, members: &[RawMember<'_>], report: &Report) {
    let Some(paginate) = &keys.paginate else {
        return;
    };
    if let Some(token) = &paginate.token {
        check_token(token, members, report);
    }
    // paginate(token = next_token) without output = ..
    let named = paginate.output_token.as_ref().or(paginate.token.as_ref());
    if let Some(named) = named
        && !keys.seen.contains(&OperationKey::Output)
    {
        report.at(
            named.span(),
            format!(
                "`paginate` reads `{named}` of the output, but there is none; add `output = Type`"
            ),
        );
    }
}

// paginate(token = nxt_token) with a field `next_token`
// paginate(token = next_token) with next_token: String
fn check_token(token: &proc_macro2::Ident, members: &[RawMember<'_>], report: &Report) {
    let Some(member) = members.iter().find(|member| member.ident == token) else {
        let names: Vec<String> = members
            .iter()
            .map(|member| member.ident.unraw().to_string())
            .collect();
        let near = suggest::nearest(&token.to_string(), names.iter().map(String::as_str));
        let advice = near.map_or_else(
            || format!("; add `{token}: Option<String>`"),
            |near| format!(", did you mean `{near}`?"),
        );
        report.at(
            token.span(),
            format!("the operation has no field `{token}`{advice}"),
        );
        return;
    };
    match ty::option(member.ty) {
        None => report.on(
            member.ty,
            format!("the first page has no token, so `{token}` must be an `Option<String>`"),
        ),
        Some(inner) if ty::is_primitive(inner) || ty::is_vec(inner) => {
            report.on(
                member.ty,
                format!("a page token is a string, so `{token}` must be an `Option<String>`"),
            );
        }
        Some(_) => {}
    }
}
