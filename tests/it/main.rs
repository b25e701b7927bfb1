

mod intake;
