//! Pages and their items as streams.

use std::{
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
    fmt,
    future::Future,
    hash::{DefaultHasher, Hash, Hasher},
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use crate::call::Call;
use crate::call::options::call_options;
use crate::client::Client;
use crate::client::options::CallOptions;
use crate::codec::encode::{Encode, MapKey};
use crate::codec::json;
use crate::declaration::operation::Operation;
use crate::error::{Cause, Error};

/// An operation with `paginate(..)`.
///
/// Only the attribute implements this trait: the hidden items belong to the macros and may change in any version.
///
/// ```
/// # use opsmith::{Client, Error, Paginated, operation, output, shape};
/// # #[operation(service = "chime", output = ListRoomsOutput, paginate(token = next_token, items = rooms))]
/// # struct ListRooms { account_id: String, next_token: Option<String> }
/// # #[output(service = "chime")]
/// # struct ListRoomsOutput { #[op(default)] rooms: Vec<Room>, next_token: Option<String> }
/// # #[shape(service = "chime")]
/// # struct Room { name: Option<String> }
/// /// Counts the pages of any operation that has some.
/// async fn count<O: Paginated>(operation: O, client: &Client) -> Result<u32, Error<O::Error>> {
///     let mut pages = opsmith::Pages::new(operation, client);
///     let mut count = 0;
///     while pages.try_next().await?.is_some() {
///         count += 1;
///     }
///     Ok(count)
/// }
///
/// # async fn example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
/// println!("{} pages", count(ListRooms::new("123456789012"), client).await?);
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no pages",
    label = "add `paginate(token = ..)` to its `#[operation(..)]`"
)]
pub trait Paginated: Operation {
    /// Takes the token of the next page out of a page, and returns its hash; `None` after the last page.
    #[doc(hidden)]
    fn turn_page(&mut self, output: &Self::Output) -> Option<u64>;
}

/// A paginated operation whose `paginate(..)` names the items.
///
/// Only the attribute implements this trait: the hidden items belong to the macros and may change in any version.
///
/// ```
/// use opsmith::{Client, Error, ItemStream, PaginatedItems};
///
/// /// Counts the items of any operation that lists some.
/// async fn count<O: PaginatedItems>(operation: O, client: &Client) -> Result<u32, Error<O::Error>> {
///     let mut items = ItemStream::new(operation, client);
///     let mut count = 0;
///     while items.try_next().await?.is_some() {
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the pages of `{Self}` have no items",
    label = "add `paginate(token = .., items = ..)` to its `#[operation(..)]`"
)]
pub trait PaginatedItems: Paginated {
    /// The items of one page.
    type Items: IntoIterator<Item: Send> + Send;
    /// Takes the items out of a page.
    #[doc(hidden)]
    fn page_items(output: Self::Output) -> Self::Items;
}

/// The type that `pages` of an operation would return. An operation without pages has no such type, and the compiler does
/// not report anything else about it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no pages",
    label = "add `paginate(token = ..)` to its `#[operation(..)]`"
)]
pub trait HasPages {
    type Stream;
    fn stream(self, client: &Client) -> Self::Stream;
}

impl<O: Paginated> HasPages for O {
    type Stream = Pages<O>;
    fn stream(self, client: &Client) -> Self::Stream {
        Pages::new(self, client)
    }
}

/// The type that `items` of an operation would return.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the pages of `{Self}` have no items",
    label = "add `paginate(token = .., items = ..)` to its `#[operation(..)]`"
)]
pub trait HasItems {
    type Stream;
    fn stream(self, client: &Client) -> Self::Stream;
}

impl<O: PaginatedItems> HasItems for O {
    type Stream = ItemStream<O>;
    fn stream(self, client: &Client) -> Self::Stream {
        ItemStream::new(self, client)
    }
}

/// What `pages` and `items` require of an operation whose model describes its pages, but which does not declare the
/// token. No type implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not have the member with the token of a page",
    label = "declare it in the operation, as an `Option<String>`"
)]
pub trait HasToken {
    type Stream;
    fn stream(self, client: &Client) -> Self::Stream;
}

/// Methods whose bound may not hold: calling one is an error then, which says what to add to the declaration. It is the
/// only one, because the returned type is unknown. The lifetime makes the compiler check the bound at the call.
#[doc(hidden)]
#[macro_export]
macro_rules! __stream_methods {
    ($vis:vis, $($(#[$meta:meta])* $name:ident -> $Has:ident $(<$declared:ident>)?),*) => {$(
        $(#[$meta])*
        $vis fn $name(self, client: &$crate::Client) -> <Self as $crate::__private::$Has $(<$declared>)?>::Stream
        where
            for<'a> Self: $crate::__private::$Has $(<$declared>)?,
        {
            <Self as $crate::__private::$Has $(<$declared>)?>::stream(self, client)
        }
    )*};
}

/// Sets the token of the next page, and returns its hash, unless there is none or it is empty.
#[doc(hidden)]
pub fn turn_page(token: &mut Option<String>, next: Option<&str>) -> Option<u64> {
    let next = next.filter(|next| !next.is_empty())?;
    *token = Some(next.to_owned());
    Some(hash(next.as_bytes()))
}

/// The same if the token is a map, such as the key at which `DynamoDB` goes on.
#[doc(hidden)]
pub fn turn_map_page<M: PageMap>(token: &mut Option<M>, next: Option<&M>) -> Option<u64> {
    let next = next.filter(|next| !next.is_empty())?;
    *token = Some(next.clone());
    Some(hash(&json::write(&mut |writer| next.encode(writer)).body))
}

fn hash(token: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    token.hash(&mut hasher);
    hasher.finish()
}

/// A map that is the token of a page.
#[doc(hidden)]
pub trait PageMap: Encode + Clone {
    fn is_empty(&self) -> bool;
}

impl<K: MapKey + Clone, V: Encode + Clone, S: Clone> PageMap for HashMap<K, V, S> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<K: MapKey + Clone, V: Encode + Clone> PageMap for BTreeMap<K, V> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// The methods that an operation does not have.
#[doc(hidden)]
#[macro_export]
macro_rules! __not_paginated {
    ($vis:vis, $($name:ident -> $Has:ident),*) => {
        $crate::__private::stream_methods!($vis, $(#[doc(hidden)] $name -> $Has),*);
    };
}

/// The type that `pages` of an operation returns whose model describes its pages. The output may lack the token.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the output of `{Self}` does not have the member with the next page's token",
    label = "declare it in the output, or name the members: `paginate(token = ..)`"
)]
pub trait PagesInOutput<const DECLARED: bool> {
    type Stream;
    fn stream(self, client: &Client) -> Self::Stream;
}

impl<O: Paginated> PagesInOutput<true> for O {
    type Stream = Pages<O>;
    fn stream(self, client: &Client) -> Self::Stream {
        Pages::new(self, client)
    }
}

/// The same for `items`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the output of `{Self}` does not have the members with the items of a page and the next page's token",
    label = "declare them in the output, or name the members: `paginate(token = .., items = ..)`"
)]
pub trait ItemsInOutput<const DECLARED: bool> {
    type Stream;
    fn stream(self, client: &Client) -> Self::Stream;
}

impl<O: PaginatedItems> ItemsInOutput<true> for O {
    type Stream = ItemStream<O>;
    fn stream(self, client: &Client) -> Self::Stream {
        ItemStream::new(self, client)
    }
}

/// Whether an output declares some members of the model.
#[doc(hidden)]
#[must_use]
pub const fn has_members(declared: &[u64], needed: &[u64]) -> bool {
    let mut at = 0;
    while at < needed.len() {
        let mut other = 0;
        while other < declared.len() && declared[other] != needed[at] {
            other += 1;
        }
        if other == declared.len() {
            return false;
        }
        at += 1;
    }
    true
}

/// A member of an output that has the token of the next page, by the hash of its name in the model. `T` is the type of
/// the token.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not have the member with the next page's token",
    label = "declare it in the output as an `Option<{T}>`, or name the members: `paginate(token = ..)`"
)]
pub trait PageToken<const NAME: u64, T> {
    fn turn_page(&self, token: &mut Option<T>) -> Option<u64>;
}

/// A member of an output that has the items of a page, by the hash of its name in the model.
#[doc(hidden)]
pub trait PageItems<const NAME: u64> {
    type Items: IntoIterator<Item: Send> + Send;
    fn page_items(self) -> Self::Items;
}

/// A list or map member of an output, by the hash of its name.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no list or map member of this name",
    label = "name a member of the output whose type is `Vec`, `HashMap` or `BTreeMap`, or an `Option` of one"
)]
pub trait Items<const NAME: u64> {
    type Items: IntoIterator<Item: Send> + Send;
    fn take_items(self) -> Self::Items;
}

impl<O: Operation> Call<O> {
    /// Streams the pages, each requested with these options.
    pub fn pages(self) -> Pages<O>
    where
        O: Paginated,
    {
        Pages::from_call(self)
    }

    /// Streams the items of all pages, each page requested with these options.
    pub fn items(self) -> ItemStream<O>
    where
        O: PaginatedItems,
    {
        ItemStream::from_call(self)
    }
}

/// The pages of an operation: a [`Stream`] that requests a page when it is polled.
///
/// It ends after the first error. The pages before the error have been delivered.
///
/// ```
/// # use opsmith::{Client, operation, output, shape};
/// # #[operation(service = "chime", output = ListRoomsOutput, paginate(token = next_token, items = rooms))]
/// # struct ListRooms { account_id: String, next_token: Option<String> }
/// # #[output(service = "chime")]
/// # struct ListRoomsOutput { #[op(default)] rooms: Vec<Room>, next_token: Option<String> }
/// # #[shape(service = "chime")]
/// # struct Room { name: Option<String> }
/// # async fn example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
/// let mut pages = ListRooms::new("123456789012").pages(client);
/// while let Some(page) = pages.try_next().await? {
///     println!("{} rooms", page.rooms.len());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "pages are requested when the stream is polled"]
pub struct Pages<O: Paginated> {
    client: Client,
    options: CallOptions,
    state: State<O>,
    /// The hashes of the tokens so far: a repeated token would form a cycle.
    tokens: HashSet<u64>,
}

enum State<O: Paginated> {
    /// The page to request next.
    Next(O),
    /// The page being requested.
    Waiting(Call<O>),
    /// The previous page returned a token that was already used to request a page.
    Repeated,
    Done,
}

impl<O: Paginated> Pages<O> {
    /// The pages of `operation`.
    pub fn new(operation: O, client: &Client) -> Self {
        Self::from_call(Call::new(operation, client))
    }

    /// The pages of a call, with its options.
    pub fn from_call(mut call: Call<O>) -> Self {
        Self {
            client: call.client(),
            options: call.options().clone(),
            state: call.take_operation().map_or(State::Done, State::Next),
            tokens: HashSet::new(),
        }
    }

    call_options!(self, self.options, self.client.engine);

    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error<O::Error>>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The next page; `Ok(None)` after the last one.
    ///
    /// # Errors
    /// Returns an error if the call fails, or if the service returns the same token twice.
    pub async fn try_next(&mut self) -> Result<Option<O::Output>, Error<O::Error>> {
        self.next().await.transpose()
    }
}

impl<O: Paginated> Unpin for Pages<O> {}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<O::Output, Error<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Next(operation) => {
                    let call = Call::with_options(operation, &self.client, self.options.clone());
                    self.state = State::Waiting(call);
                }
                State::Waiting(mut call) => {
                    let Poll::Ready(page) = Pin::new(&mut call).poll(cx) else {
                        self.state = State::Waiting(call);
                        return Poll::Pending;
                    };
                    if let Ok(page) = &page {
                        self.state = after(page, call.take_operation(), &mut self.tokens);
                    }
                    return Poll::Ready(Some(page));
                }
                State::Repeated => {
                    return Poll::Ready(Some(Err(Error::of::<O>(Cause::RepeatedToken))));
                }
                State::Done => return Poll::Ready(None),
            }
        }
    }
}

/// What follows a page.
fn after<O: Paginated>(
    page: &O::Output,
    operation: Option<O>,
    tokens: &mut HashSet<u64>,
) -> State<O> {
    let Some(mut operation) = operation else {
        return State::Done;
    };
    match operation.turn_page(page) {
        None => State::Done,
        Some(token) if tokens.insert(token) => State::Next(operation),
        Some(_) => State::Repeated,
    }
}

pub(crate) type ItemOf<O> = <<O as PaginatedItems>::Items as IntoIterator>::Item;

/// The items of all pages: a [`Stream`] that requests the next page when the items of the previous one are used up.
///
/// ```
/// # use opsmith::{Client, operation, output, shape};
/// # #[operation(service = "chime", output = ListRoomsOutput, paginate(token = next_token, items = rooms))]
/// # struct ListRooms { account_id: String, next_token: Option<String> }
/// # #[output(service = "chime")]
/// # struct ListRoomsOutput { #[op(default)] rooms: Vec<Room>, next_token: Option<String> }
/// # #[shape(service = "chime")]
/// # struct Room { name: Option<String> }
/// # async fn example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
/// let mut rooms = ListRooms::new("123456789012").items(client);
/// while let Some(room) = rooms.try_next().await? {
///     println!("{:?}", room.name);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "pages are requested when the stream is polled"]
pub struct ItemStream<O: PaginatedItems> {
    pages: Pages<O>,
    items: VecDeque<ItemOf<O>>,
}

impl<O: PaginatedItems> ItemStream<O> {
    /// The items of `operation`'s pages.
    pub fn new(operation: O, client: &Client) -> Self {
        Self::from_call(Call::new(operation, client))
    }

    /// The items of a call's pages, with its options.
    pub fn from_call(call: Call<O>) -> Self {
        Self {
            pages: Pages::from_call(call),
            items: VecDeque::new(),
        }
    }

    call_options!(self, self.pages.options, self.pages.client.engine);

    /// The next item; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<ItemOf<O>, Error<O::Error>>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The next item; `Ok(None)` after the last one.
    ///
    /// # Errors
    /// Returns an error if a call fails, or if the service returns the same token twice.
    pub async fn try_next(&mut self) -> Result<Option<ItemOf<O>>, Error<O::Error>> {
        self.next().await.transpose()
    }
}

impl<O: PaginatedItems> Unpin for ItemStream<O> {}

impl<O: PaginatedItems> Stream for ItemStream<O> {
    type Item = Result<ItemOf<O>, Error<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => self.items = O::page_items(page).into_iter().collect(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages({})", O::META.name)
    }
}

impl<O: PaginatedItems> fmt::Debug for ItemStream<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ItemStream({})", O::META.name)
    }
}
