#[allow(dead_code, deprecated, private_bounds, private_interfaces)]
#[allow(unreachable_pub, unused_imports, unused_variables)]
#[allow(clippy::all, clippy::pedantic)]
const _: () = {
    use ::opsmith::__private as __p;
    const CHECKED_0: __p::usize = {
        __p::assert_output(
            <ListRoomsOutput as __p::Output>::CHECKED,
            <ListRoomsOutput as __p::Output>::SHAPES,
            ("chime", "ListRoomsResponse"),
            "chime's ListRooms returns `ListRoomsResponse`; declare its output with `#[output(service = \"chime\", operation = \"ListRooms\")]`",
        )
    };
    const CHECKED_1: __p::usize = {
        __p::assert_list(
            <ListRoomsOutput as __p::Output>::CHECKED,
            <ListRoomsOutput as __p::Output>::LISTS,
            "rooms",
            "`ListRoomsOutput` has no list or map named `rooms`",
        )
    };
    const CHECKED_DECLARATION: __p::usize = __p::passed::<CHECKED_0>()
        + __p::passed::<CHECKED_1>()
        + <ChimeError as __p::ApiError>::CHECKED;
    #[automatically_derived]
    impl __p::Operation for ListRooms {
        const META: &'static __p::OperationMeta = &__p::OperationMeta {
            name: "ListRooms",
            service: &__p::services::CHIME,
            method: __p::Method::GET,
            path: &["/accounts/", "/rooms"],
            errors: __p::codes::<Self>(),
            ..__p::OperationMeta::DEFAULT
        };
        __p::known_type!(Output = ListRoomsOutput, CHECKED_DECLARATION);
        __p::known_type!(Error = ChimeError, CHECKED_DECLARATION);
        fn write(&self, __r: &mut __p::RequestWriter<'_>) {
            __r.label("AccountId", &self.account_id);
            __r.query("member-id", &self.member_id);
            __r.query("max-results", &self.max_results);
            __r.query("next-token", &self.next_token);
        }
    }
    #[automatically_derived]
    impl __p::Paginated for ListRooms {
        fn turn_page(
            &mut self,
            __output: &<Self as __p::Operation>::Output,
        ) -> __p::Option<__p::u64> {
            __p::turn_page(
                &mut self.next_token,
                __p::AsMessage::as_message(&__output.next_token),
            )
        }
    }
    #[automatically_derived]
    impl __p::PaginatedItems for ListRooms {
        type Items =
            <<Self as __p::Operation>::Output as __p::Items<5629459153433815339u64>>::Items;
        fn page_items(__output: <Self as __p::Operation>::Output) -> Self::Items {
            <<Self as __p::Operation>::Output as __p::Items<5629459153433815339u64>>::take_items(
                __output,
            )
        }
    }
    #[automatically_derived]
    impl __p::fmt::Debug for ListRooms {
        fn fmt(&self, __f: &mut __p::fmt::Formatter<'_>) -> __p::fmt::Result {
            __p::debug_struct(
                __f,
                "ListRooms",
                &[
                    ("account_id", &self.account_id),
                    ("member_id", &self.member_id),
                    ("max_results", &self.max_results),
                    ("next_token", &self.next_token),
                ],
            )
        }
    }
    impl ListRooms {
        #[doc = " Creates a new `ListRooms` from its required members."]
        #[must_use]
        pub fn new(account_id: impl __p::Into<String>) -> Self {
            Self {
                account_id: __p::Into::into(account_id),
                member_id: __p::None,
                max_results: __p::None,
                next_token: __p::None,
            }
        }
        #[doc = r" Returns a call that sends the operation when you await it."]
        pub fn send(self, client: &__p::Client) -> __p::Call<Self> {
            __p::Call::new(self, client)
        }
        #[doc = r" Returns a stream of the pages."]
        pub fn pages(self, client: &__p::Client) -> __p::Pages<Self> {
            __p::Pages::new(self, client)
        }
        #[doc = r" Returns a stream of the items of all pages."]
        pub fn items(self, client: &__p::Client) -> __p::ItemStream<Self> {
            __p::ItemStream::new(self, client)
        }
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
    impl ListRooms {
        #[doc = " Sets `member_id`."]
        #[must_use]
        pub fn member_id(mut self, value: impl __p::Into<String>) -> Self {
            self.member_id = __p::Some(__p::Into::into(value));
            self
        }
        #[doc = " Sets `max_results`."]
        #[must_use]
        #[inline]
        pub fn max_results(mut self, value: i32) -> Self {
            self.max_results = __p::Some(value);
            self
        }
        #[doc = " Sets `next_token`."]
        #[must_use]
        pub fn next_token(mut self, value: impl __p::Into<String>) -> Self {
            self.next_token = __p::Some(__p::Into::into(value));
            self
        }
    }
};
