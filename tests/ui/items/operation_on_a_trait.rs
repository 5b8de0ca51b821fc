use opsmith::operation;

#[operation(service = "chime", path = "/rooms")]
pub trait Chime {
    fn list_rooms(&self);
}

fn main() {
    fn known(chime: &dyn Chime) {
        chime.list_rooms();
    }
    let _ = known;
}
