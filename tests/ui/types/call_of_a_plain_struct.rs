use opsmith::Operation;

pub struct ListRooms {}

fn send<O: Operation>(_: O) {}

fn main() {
    send(ListRooms {});
}
