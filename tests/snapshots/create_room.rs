#[allow(dead_code, deprecated, private_bounds, private_interfaces)]
#[allow(unreachable_pub, unused_imports, unused_variables)]
#[allow(clippy::all, clippy::pedantic)]
const _: () = {
    use ::opsmith::__private as __p;
    const CHECKED_0: __p::usize = {
        __p::assert_output(
            <CreateRoomOutput as __p::Output>::CHECKED,
            <CreateRoomOutput as __p::Output>::SHAPES,
            ("chime", "CreateRoomResponse"),
            "chime's CreateRoom returns `CreateRoomResponse`; declare its output with `#[output(service = \"chime\", operation = \"CreateRoom\")]`",
        )
    };
    const CHECKED_DECLARATION: __p::usize =
        __p::passed::<CHECKED_0>() + <ChimeError as __p::ApiError>::CHECKED;
    #[automatically_derived]
    impl __p::Operation for CreateRoom {
        const META: &'static __p::OperationMeta = &__p::OperationMeta {
            name: "CreateRoom",
            service: &__p::services::CHIME,
            method: __p::Method::POST,
            path: &["/accounts/", "/rooms"],
            errors: __p::codes::<Self>(),
            ..__p::OperationMeta::DEFAULT
        };
        __p::known_type!(Output = CreateRoomOutput, CHECKED_DECLARATION);
        __p::known_type!(Error = ChimeError, CHECKED_DECLARATION);
        fn write(&self, __r: &mut __p::RequestWriter<'_>) {
            let __token = __r.idempotency_token(&self.client_request_token);
            __r.label("AccountId", &self.account_id);
            __r.body(&[
                ("Name", &__p::Sensitive(&self.name)),
                ("ClientRequestToken", &__p::Sensitive(&__token)),
            ]);
        }
    }
    #[automatically_derived]
    impl __p::fmt::Debug for CreateRoom {
        fn fmt(&self, __f: &mut __p::fmt::Formatter<'_>) -> __p::fmt::Result {
            __p::debug_struct(
                __f,
                "CreateRoom",
                &[
                    ("account_id", &self.account_id),
                    ("name", &__p::Redacted),
                    ("client_request_token", &__p::Redacted),
                ],
            )
        }
    }
    impl CreateRoom {
        #[doc = " Creates a new `CreateRoom` from its required members."]
        #[must_use]
        pub fn new(account_id: impl __p::Into<String>, name: impl __p::Into<String>) -> Self {
            Self {
                account_id: __p::Into::into(account_id),
                name: __p::Into::into(name),
                client_request_token: __p::None,
            }
        }
        #[doc = r" Returns a call that sends the operation when you await it."]
        pub fn send(self, client: &__p::Client) -> __p::Call<Self> {
            __p::Call::new(self, client)
        }
        __p :: not_paginated ! (pub , pages -> HasPages , items -> HasItems);
        #[doc = r" Returns a presigned URL, which works without credentials until it expires."]
        pub fn presign(
            &self,
            client: &__p::Client,
            expires_in: __p::Duration,
        ) -> __p::Presign<Self> {
            __p::presign(self, client, expires_in)
        }
        #[doc = r" Returns the signed request without sending it."]
        pub fn to_http(&self, client: &__p::Client) -> __p::ToHttp<Self> {
            __p::to_http(self, client)
        }
        #[doc = r" Returns the signed request as a `curl` command line without sending it."]
        pub fn to_curl(&self, client: &__p::Client, secrets: __p::Secrets) -> __p::ToCurl<Self> {
            __p::to_curl(self, client, secrets)
        }
    }
    impl CreateRoom {
        #[doc = " Sets `client_request_token`."]
        #[must_use]
        pub fn client_request_token(mut self, value: impl __p::Into<String>) -> Self {
            self.client_request_token = __p::Some(__p::Into::into(value));
            self
        }
    }
};
