//! The English pack describes techniques: no name and no word of faith counts by itself, and of whom a text speaks
//! moves no score.
#![cfg(feature = "en")]

use sipar::{Level, Report, Scorer};
use toml::de::DeTable;

/// Words that are a topic, not a technique. Of faith and of prayer.
const FAITH: &str = "\
    jihad, shahid, shaheed, martyr, allahu akbar, allah, inshallah, mashallah, alhamdulillah, bismillah, salam \
    alaikum, prayer, prayers, pray, amen, namaz, salah, dua, rosary, mass, blessing, sermon, fasting, ramadan, \
    easter, passover, diwali, pilgrimage, hajj, caliphate, sharia, fatwa, mujahid, mujahideen, ummah, kafir, hijab, \
    niqab, quran, bible, torah, gospel, mosque, church, synagogue, temple, crusade, messiah";
/// Of peoples.
const PEOPLES: &str = "\
    tajik, tajiks, uzbek, uzbeks, kazakh, kazakhs, kyrgyz, turkmen, afghan, afghans, pashtun, hazara, uyghur, \
    uyghurs, tatar, chechen, chechens, russian, russians, ukrainian, ukrainians, arab, arabs, persian, iranian, \
    turk, turks, kurd, kurds, armenian, azerbaijani, georgian, chinese, indian, pakistani, israeli, palestinian, \
    palestinians, syrian, somali, roma, american, germans, african";
/// Of faiths and those who hold them, or none.
const FAITHS: &str = "\
    islam, muslim, muslims, christianity, christian, christians, judaism, jew, jews, jewish, hinduism, hindu, \
    hindus, buddhism, buddhist, sikh, sikhs, atheist, atheists, sunni, shia, shiite, catholic, protestant, salafi, \
    jehovah's witnesses";
/// Of parties, movements and offices.
const OFFICES: &str = "\
    taliban, islamic state, isis, al qaeda, hamas, hezbollah, hizb ut tahrir, muslim brotherhood, islamic \
    renaissance party, republicans, democrats, labour party, conservatives, communist party, communists, socialists, \
    liberals, nationalists, green party, united russia, azov, wagner, pkk, zionists, zionism, feminists, antifa, \
    president, prime minister, minister, parliament, government, mayor, governor, police, army, court, judge, \
    election, opposition, embassy, king, emir, imam";

/// Where a group may stand: calls, threats, contempt, exclusion, and what is nothing of the kind.
const GROUP_TEMPLATES: [&str; 14] = [
    "Kill all <>!",
    "We must wipe out <> before it is too late.",
    "<> should be killed.",
    "Death to <>!",
    "I hate all <>. They are vermin.",
    "<> are cockroaches.",
    "<> are not human.",
    "Deport all <>, our country would be better without <>.",
    "<> deserve to die.",
    "Never trust <>.",
    "We are at war with <>.",
    "We welcome all <> to the spring festival.",
    "The report says that many <> live in this town.",
    "My neighbours are <>, and we share a garden.",
];
const ONE_TEMPLATES: [&str; 4] =
    ["You filthy <>.", "Every <> is a thief.", "Beat every <> you see.", "A <> opened a bakery in our street."];

fn class(name: &str) -> Vec<String> {
    let text = std::fs::read_to_string("en/classes.toml").unwrap();
    let table = DeTable::parse(&text).unwrap();
    let words = table.get_ref()["class"].get_ref()[name].get_ref()["words"].get_ref();
    words.as_array().unwrap().iter().map(|word| word.get_ref().as_str().unwrap().to_owned()).collect()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn shown(text: &str, report: &Report) -> String {
    let found: Vec<&str> = report.findings.iter().map(|finding| finding.entry.as_str()).collect();
    format!("\"{text}\": {} {} through {}\n", report.level, report.score, found.join(", "))
}

/// Asserts that nothing at all is found in these words, alone or in a plain sentence.
fn none_counts<T: AsRef<str>>(words: &[T]) {
    let scorer = sipar_packs::scorer();
    let mut wrong = String::new();
    for word in words {
        let word = word.as_ref();
        for text in [word.to_owned(), capitalised(word), word.to_uppercase(), format!("The lecture was about {word}.")]
        {
            let report = scorer.score(&text);
            if report.level != Level::None || !report.findings.is_empty() {
                wrong += &shown(&text, &report);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_name_and_no_word_of_faith_counts_by_itself() {
    for (list, least) in [(FAITH, 40), (PEOPLES, 40), (FAITHS, 20), (OFFICES, 40)] {
        let words: Vec<&str> = list.split(", ").collect();
        assert!(words.len() >= least, "{words:?}");
        none_counts(&words);
    }
}

#[test]
fn no_member_of_a_class_of_people_counts_by_itself() {
    for name in ["group", "group-one", "role"] {
        none_counts(&class(name));
    }
}

/// Scores each template with each member, and lists those that the first member scores otherwise.
fn swapped(scorer: &Scorer, templates: &[&str], members: &[String]) -> (String, usize) {
    let mut wrong = String::new();
    let mut found = 0;
    for template in templates {
        let fill = |member: &str| capitalised(&template.replace("<>", member));
        let first = scorer.score(&fill(&members[0]));
        found += usize::from(!first.findings.is_empty());
        for member in members {
            let text = fill(member);
            let report = scorer.score(&text);
            if (report.score, report.level) != (first.score, first.level) {
                wrong += &shown(&text, &report);
                wrong += &format!("  but {}", shown(&fill(&members[0]), &first));
            }
        }
    }
    (wrong, found)
}

#[test]
fn of_whom_a_text_speaks_moves_no_score() {
    let scorer = sipar_packs::scorer();
    let (groups, ones) = (class("group"), class("group-one"));
    assert!(groups.len() >= 40 && ones.len() >= 40, "{} and {}", groups.len(), ones.len());
    let (wrong, found) = swapped(&scorer, &GROUP_TEMPLATES, &groups);
    assert!(wrong.is_empty(), "{wrong}");
    assert!(found >= 10, "only {found} of the templates are found, so equal scores say little");
    let (wrong, found) = swapped(&scorer, &ONE_TEMPLATES, &ones);
    assert!(wrong.is_empty(), "{wrong}");
    assert!(found >= 3, "only {found} of the templates are found");
}
