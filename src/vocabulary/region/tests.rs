//! Spellings of regions that are read, and words that are none.

use super::Region;

#[test]
fn every_spelling_of_halland() {
    for text in [
        "13",
        "0013",
        "SE-N",
        "se-n",
        "SE231",
        "13L",
        "Halland",
        "HALLAND",
        "  Halland ",
        "Region Halland",
        "Hallands län",
        "Hallands lan",
        "Landstinget Halland",
        "Landstinget i Halland",
        "Hallands läns landsting",
        "13 Halland",
        "13 Hallands län",
        "Halland (13)",
        "0013 Region Halland",
        "Halland County",
        "Region  Halland",
    ] {
        assert_eq!(Region::parse(text).map(Region::code).as_deref(), Some("13"), "{text}");
    }
}

#[test]
fn every_region_by_its_own_words() {
    for region in Region::ALL {
        assert_eq!(Region::parse(region.name()), Some(region));
        assert_eq!(Region::parse(region.short()), Some(region));
        assert_eq!(Region::parse(&region.code()), Some(region));
        assert_eq!(Region::parse(&format!("00{}", region.code())), Some(region));
        assert_eq!(Region::parse(&format!("{} {}s län", region.code(), region.short())), Some(region));
    }
}

/// The county's name, the letter of the county and the code of Eurostat, from SCB and ISO 3166-2.
const COUNTIES: [(&str, &str, &str, &str); 21] = [
    ("01", "Stockholms län", "AB", "SE110"),
    ("03", "Uppsala län", "C", "SE121"),
    ("04", "Södermanlands län", "D", "SE122"),
    ("05", "Östergötlands län", "E", "SE123"),
    ("06", "Jönköpings län", "F", "SE211"),
    ("07", "Kronobergs län", "G", "SE212"),
    ("08", "Kalmar län", "H", "SE213"),
    ("09", "Gotlands län", "I", "SE214"),
    ("10", "Blekinge län", "K", "SE221"),
    ("12", "Skåne län", "M", "SE224"),
    ("13", "Hallands län", "N", "SE231"),
    ("14", "Västra Götalands län", "O", "SE232"),
    ("17", "Värmlands län", "S", "SE311"),
    ("18", "Örebro län", "T", "SE124"),
    ("19", "Västmanlands län", "U", "SE125"),
    ("20", "Dalarnas län", "W", "SE312"),
    ("21", "Gävleborgs län", "X", "SE313"),
    ("22", "Västernorrlands län", "Y", "SE321"),
    ("23", "Jämtlands län", "Z", "SE322"),
    ("24", "Västerbottens län", "AC", "SE331"),
    ("25", "Norrbottens län", "BD", "SE332"),
];

#[test]
fn every_region_in_every_form() {
    for (code, county, letter, nuts) in COUNTIES {
        let region = Region::parse(county).unwrap_or(Region::NATION);
        let (name, short) = (region.name(), region.short());
        let bare = code.trim_start_matches('0');
        let genitive = county.trim_end_matches(" län");
        let forms = [
            code.to_owned(),
            bare.to_owned(),
            format!("00{code}"),
            format!("SE-{letter}"),
            format!("SE {letter}"),
            format!("se-{}", letter.to_lowercase()),
            nuts.to_owned(),
            format!("{code}L"),
            name.to_owned(),
            name.to_uppercase(),
            short.to_owned(),
            short.to_lowercase(),
            format!("  {short}  "),
            format!("Region {short}"),
            format!("Region {county}"),
            format!("Reg {short}"),
            format!("Reg. {short}"),
            format!("Regionen {short}"),
            format!("{short}, region"),
            county.to_uppercase(),
            county.replace("län", "lan"),
            format!("{short} län"),
            format!("{county}s landsting"),
            format!("{genitive} läns landsting"),
            format!("Landstinget {short}"),
            format!("Landstinget i {short}"),
            format!("Landstinget i {county}"),
            format!("Landsting {short}"),
            format!("Ltg {short}"),
            format!("LT {short}"),
            format!("{code} {short}"),
            format!("{code} {county}"),
            format!("{code}. {county}"),
            format!("{code} - {name}"),
            format!("{code}: {name}"),
            format!("{bare} {name}"),
            format!("00{code} {name}"),
            format!("{name} (00{code})"),
            format!("{short} ({code})"),
            format!("{county} ({letter})"),
            format!("{letter} {county}"),
            format!("{letter}-{county}"),
            format!("SE-{letter} {county}"),
            format!("{nuts} {county}"),
            format!("{short} County"),
            format!("{short} county council"),
            format!("{county}*"),
            format!("{name} 1)"),
            county.replace(' ', "\u{a0}"),
        ];
        for form in forms {
            assert_eq!(Region::parse(&form).map(Region::code).as_deref(), Some(code), "{form}");
        }
    }
}

#[test]
fn spellings_of_others() {
    for (text, code) in [
        ("VGR", "14"),
        ("Västra Götlands län", "14"),
        ("Västra Götalandsregion", "14"),
        ("Västermanland", "19"),
        ("Gävelborgs län", "21"),
        ("Norbotten", "25"),
        ("RJH", "23"),
        ("RÖL", "18"),
        ("RKL", "08"),
        ("Region Halland/Hallands län", "13"),
        ("Region Gotland (Gotlands kommun)", "09"),
        ("Östergötland (LiÖ)", "05"),
        ("AB-län", "01"),
        ("Halland1", "13"),
        ("Västra Götalandsregionen (VGR)", "14"),
        ("RJL - Region Jönköpings län", "06"),
        ("RVN", "22"),
        ("0600", "06"),
        ("Gotland a)", "09"),
        ("Västra Götalandsregionen", "14"),
        ("Vastra Gotaland", "14"),
        ("VG-regionen", "14"),
        ("Västra Götalands län", "14"),
        ("Region Jämtland Härjedalen", "23"),
        ("Jämtlands län", "23"),
        ("Jämtland/Härjedalen", "23"),
        ("SE-Z", "23"),
        ("SE322", "23"),
        ("Sörmland", "04"),
        ("Södermanlands län", "04"),
        ("Landstinget i Kalmar län", "08"),
        ("Region Kalmar", "08"),
        ("Stockholms läns landsting", "01"),
        ("1", "01"),
        ("01", "01"),
        ("0001", "01"),
        ("Gotlands kommun", "09"),
        ("0980L", "09"),
        ("Region Örebro län", "18"),
        ("Region Jönköpings län", "06"),
        ("SE-AC", "24"),
        ("Skane", "12"),
        ("Dalarnas län", "20"),
        ("Uppsala la\u{308}n", "03"),
    ] {
        assert_eq!(Region::parse(text).map(Region::code).as_deref(), Some(code), "{text}");
    }
}

#[test]
fn marks_of_footnotes_and_lost_letters() {
    for (text, code) in [
        ("Halland1)", Some("13")),
        ("Region Halland 1) 2)", Some("13")),
        ("Gotland*", Some("09")),
        ("Skåne ²", Some("12")),
        ("Riket1)", Some("00")),
        ("V\u{fffd}stra G\u{fffd}taland", Some("14")),
        ("V??stra G??talandsregionen", Some("14")),
        ("Sk?ne", Some("12")),
        ("?rebro l?n", Some("18")),
        ("G?vleborg", Some("21")),
        ("?", None),
        ("V?st", None),
        ("1)", None),
    ] {
        assert_eq!(Region::parse(text).map(Region::code).as_deref(), code, "{text}");
    }
}

#[test]
fn the_nation() {
    for text in [
        "Riket",
        "Sverige",
        "Hela riket",
        "hela landet",
        "0000",
        "00",
        "0",
        "00 Riket",
        "RIKET",
        "Riket (vägt)",
        "Rikets medel",
        "Nationellt värde",
        "Riket1",
        "Riket (samtliga regioner)",
        "Hela riket, alla regioner",
        "Sveriges 21 regioner",
    ] {
        assert_eq!(Region::parse(text), Some(Region::NATION), "{text}");
    }
}

#[test]
fn what_is_no_region() {
    for text in [
        "",
        "Samtliga regioner (ovägt medel)",
        "Samtliga regioner",
        "Sveriges Kommuner och Regioner",
        "Riket exkl. Skåne",
        "21 regioner",
        "Norra sjukvårdsregionen",
        "Okänd",
        "0180",
        "1380",
        "0980",
        "0200",
        "2",
        "11",
        "26",
        "013",
        "Kalmar kommun",
        "Halland 1",
        "SE1",
        "Riket exkl. Halland",
        "Oviktat riksgenomsnitt",
        "Sveriges regioner",
        "Genomsnitt",
        "Stockholm-Gotland",
        "14 Halland",
        "Totalt",
        "sen",
        "region",
        "län",
        "2023",
        "Nej",
        "s",
        "Västra",
        "N",
        "N Skåne",
        "Holland",
        "Region",
        "Reg",
        "99",
    ] {
        assert_eq!(Region::parse(text), None, "{text}");
    }
}
