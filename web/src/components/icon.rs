//! Pictures, from the Lucide icon library (ISC licence, see `web/icons/LICENSE`).

use yew::prelude::*;

macro_rules! pictures {
    ($($(#[$doc:meta])* $name:ident => $file:literal,)*) => {
        /// A picture.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Picture {
            $($(#[$doc])* $name,)*
        }

        impl Picture {
            fn svg(self) -> &'static str {
                match self {
                    $(Picture::$name => include_str!(concat!("../../icons/", $file, ".svg")),)*
                }
            }
        }
    };
}

pictures! {
    /// A check mark in a circle.
    Good => "circle-check",
    /// A cross in a circle.
    Bad => "circle-x",
    /// A stop sign.
    Stop => "octagon-x",
    /// A crossed circle.
    Ban => "ban",
    /// A question mark.
    Question => "circle-question-mark",
    /// A triangle with an exclamation mark.
    Warning => "triangle-alert",
    /// An i in a circle.
    Info => "info",
    /// Sliders.
    Settings => "sliders-horizontal",
    /// Sun.
    Sun => "sun",
    /// Moon.
    Moon => "moon",
    /// A sheet with a plus.
    NewFile => "file-plus",
    /// A sheet with code.
    File => "file-code",
    /// An open folder.
    Folder => "folder-open",
    /// An arrow up.
    Upload => "upload",
    /// Two sheets.
    Copy => "copy",
    /// A check mark.
    Check => "check",
    /// A cross.
    Close => "x",
    /// A pencil.
    Pencil => "pencil",
    /// A bin.
    Bin => "trash-2",
    /// An arrow head.
    Chevron => "chevron-right",
    /// An arrow.
    Arrow => "arrow-right",
    /// An arrow down.
    Download => "download",
    /// An arrow back.
    Undo => "undo-2",
    /// A wand.
    Wand => "wand-sparkles",
    /// An open book.
    Book => "book-open",
    /// A key.
    Key => "key-round",
    /// An aeroplane that takes off.
    Plane => "plane-takeoff",
}

/// Properties of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which picture.
    pub of: Picture,
}

/// A picture beside a text that says the same; it is hidden from screen readers.
#[component]
pub fn Icon(props: &Props) -> Html {
    html! { <span class="icon" aria-hidden="true">{ Html::from_html_unchecked(AttrValue::Static(props.of.svg())) }</span> }
}
