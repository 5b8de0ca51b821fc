#[allow(dead_code, deprecated, private_bounds, private_interfaces)]
#[allow(unreachable_pub, unused_imports, unused_variables)]
#[allow(clippy::all, clippy::pedantic)]
const _: () = {
    use ::opsmith::__private as __p;
    const CHECKED_0: __p::usize = {
        __p::assert_output(
            <GetRoomOutput as __p::Output>::CHECKED,
            <GetRoomOutput as __p::Output>::SHAPES,
            ("ivschat", "GetRoomResponse"),
            "ivschat's GetRoom returns `GetRoomResponse`; declare its output with `#[output(service = \"ivschat\", operation = \"GetRoom\")]`",
        )
    };
    const CHECKED_DECLARATION: __p::usize =
        __p::passed::<CHECKED_0>() + <IvsChatError as __p::ApiError>::CHECKED;
    #[automatically_derived]
    impl __p::Operation for GetRoom {
        const META: &'static __p::OperationMeta = &__p::OperationMeta {
            name: "GetRoom",
            service: &__p::services::IVSCHAT,
            method: __p::Method::POST,
            path: &["/GetRoom"],
            errors: __p::codes::<Self>(),
            ..__p::OperationMeta::DEFAULT
        };
        __p::known_type!(Output = GetRoomOutput, CHECKED_DECLARATION);
        __p::known_type!(Error = IvsChatError, CHECKED_DECLARATION);
        fn write(&self, __r: &mut __p::RequestWriter<'_>) {
            __r.body(&[("identifier", &self.identifier)]);
        }
    }
    #[automatically_derived]
    impl __p::fmt::Debug for GetRoom {
        fn fmt(&self, __f: &mut __p::fmt::Formatter<'_>) -> __p::fmt::Result {
            __p::debug_struct(__f, "GetRoom", &[("identifier", &self.identifier)])
        }
    }
    impl GetRoom {
        #[doc = " Creates a new `GetRoom` from its required members."]
        #[must_use]
        pub fn new(identifier: impl __p::Into<String>) -> Self {
            Self {
                identifier: __p::Into::into(identifier),
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
};
