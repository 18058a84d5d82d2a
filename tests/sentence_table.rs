//! Sentences of our own making in three languages and their number formats; what is expected was written by hand.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod sentence_support;

use cairn::sentence::{Language, NumberFormat};
use sentence_support::{Row, row, wrong};

const ENGLISH: [Row; 50] = [
    row("en thousands", "Grow active users from 12,500 to 20,000", "12500→20000", "", ""),
    row("en decimals", "Cut cost per order from $4.35 to $3.90", "4.35→3.9", "$", ""),
    row("en negative", "Raise the net margin from -2.5% to 4%", "-2.5→4", "%", ""),
    row("en million", "Increase revenue from $1.2 million to $2M", "1200000→2000000", "$", ""),
    row("en k", "Grow the list to 10k subscribers", "?→10000", "subscribers", "baseline"),
    row("en noun between", "Cut open bugs from 120 tickets to 40", "120→40", "tickets", ""),
    row("en arrow", "NPS 30 → 45", "30→45", "points", ""),
    row("en backwards", "Improve uptime to 99.9% from 97%", "97→99.9", "%", ""),
    row("en at least", "Keep uptime at or above 99.5%", "keep 99.5…", "%", ""),
    row("en below", "Keep absenteeism below 3%", "keep …3", "%", ""),
    row("en no more than", "Keep incidents at no more than 2 per month", "keep …2", "/month", ""),
    row("en range", "Keep the room temperature at 18–22 degrees", "keep 18…22", "degrees", ""),
    row("en rate", "Increase the retention rate by 5%", "?→+5%", "%", "points-or-percent, baseline"),
    row("en points", "Increase the retention rate by 5 percentage points", "?→+5pt", "%", "baseline"),
    row("en double", "Double the number of referrals", "?→×2", "referrals", "baseline"),
    row("en halve", "Halve the time to hire by the end of Q3", "?→×0.5", "q3", "baseline"),
    row("en fewer", "Ship with 30% fewer defects this year", "?→-30%", "end-of-year", "baseline"),
    row("en words", "Publish six articles per month", "0→6", "articles /month", ""),
    row("en money goal", "Close $250,000 in new contracts by 2027-06-30", "0→250000", "$ on-2027-06-30", ""),
    row("en share aside", "Answer 95% of calls in under 30 seconds", "?→95", "%", "baseline"),
    row("en name", "Migrate 40 services to 5G by March", "0→40", "services m3", ""),
    row(
        "en trap",
        "Increase customer churn by 10%",
        "?→+10%",
        "%",
        "which-way up/down, points-or-percent, baseline",
    ),
    row("en against", "Increase satisfaction from 80% to 70%", "80→70", "%", "which-way down/up"),
    row("en no way out", "Grow sign-ups from 50 to 50", "50→50", "", "FromEqualsTo"),
    row("en change or target", "Increase sales 20%", "?→20", "%", "change-or-target"),
    row("en hold or reach", "Response time under 4 hours", "keep …4", "h", "hold-or-reach"),
    row("en which", "Close 50 deals worth $1 million", "–", "", "which-number"),
    row("en two", "Raise NPS to 50 and cut churn to 3%", "–", "", "two-in-one, which-number"),
    row("en foreign format", "Cut the delay from 5,5 to 3 days", "–", "", "number"),
    row("en target missing", "Improve engagement from 75%", "75→?", "%", "target"),
    row("en within days", "Keep delivery within 2 days", "keep …2", "days", ""),
    row("en zero", "Reduce outages from two to zero", "2→0", "", ""),
    row("en half", "Reduce costs by half", "?→×0.5", "", "baseline"),
    row(
        "en first",
        "Achieve a 25% sales increase within the first quarter of launch",
        "?→+25%",
        "",
        "baseline",
    ),
    row("en product name", "Get ISO 9001 certified", "–", "certified", "which-number"),
    row("en top", "Be in the top 10 of 3 rankings", "–", "", "which-number"),
    row("en open range", "Sign 3-5 partners", "–", "", "which-number"),
    row("en open to", "Have 3 to 5 case studies", "–", "", "which-number"),
    row("en stars", "Achieve a 4.5-star rating", "–", "", "which-number"),
    row("en version", "Ship v2.0 of the app", "–", "", "not-measurable"),
    row("en day", "Train 50 employees by 31 March 2027", "0→50", "employees m3d31-2027", ""),
    row("en month day", "Publish 4 articles by March 31", "0→4", "articles m3d31", ""),
    row("en increase of", "Achieve an increase of 15% in sales", "?→+15%", "", "baseline"),
    row("en better time", "Improve response time by 20%", "?→-20%", "", "baseline"),
    row("en better what", "Improve the index by 20%", "?→+20%", "points", "which-way ?/?, baseline"),
    row("en ensure", "Ensure 99.9% uptime", "keep 99.9…", "%", "hold-or-reach"),
    row("en maintain", "Maintain 99.9% uptime", "keep 99.9…", "%", ""),
    row("en maintain what", "Maintain 20 widgets", "keep 20…", "widgets", "which-way ?/?"),
    row("en bare", "20", "–", "", "which-number"),
    row("en hyphen", "Reach a 2-hour response time", "?→2", "h", "baseline"),
];

const GERMAN: [Row; 31] = [
    row("de von-auf", "Die Zufriedenheit von 75 % auf 90 % steigern", "75→90", "%", ""),
    row("de decimals", "Die Lösungszeit von 5,5 auf 3,0 Minuten senken", "5.5→3", "min", ""),
    row("de thousands", "12.500 neue Abonnenten gewinnen", "0→12500", "Abonnenten", ""),
    row("de um", "Die Zahl der Beschwerden um 30 % verringern", "?→-30%", "Beschwerden", "baseline"),
    row("de um count", "Follower um 10.000 steigern", "?→by+10000", "", "baseline"),
    row("de unter", "Antwortzeit auf unter 2 Stunden senken", "?→2", "h", "baseline"),
    row("de oder mehr", "Einen CSAT-Wert von 90 % oder mehr erreichen", "?→90", "%", "baseline"),
    row("de halten", "Kundenzufriedenheit bei mindestens 9,0 halten", "keep 9…", "", ""),
    row("de hoechstens", "Den Krankenstand bei höchstens 4,5 % halten", "keep …4.5", "%", ""),
    row("de zwischen", "Die Auslastung zwischen 70 % und 85 % halten", "keep 70…85", "%", ""),
    row("de jahresende", "3 neue Produkte bis Jahresende einführen", "0→3", "Produkte end-of-year", ""),
    row("de zahlwort", "Zwei Teamtage pro Quartal durchführen", "0→2", "Teamtage /quarter", ""),
    row(
        "de naechste",
        "90 % der Fehler in den nächsten zwei Monaten beheben",
        "?→90",
        "% in-2-month",
        "baseline",
    ),
    row("de mio", "Den Umsatz von 1,2 Mio. € auf 2 Mio. € erhöhen", "1200000→2000000", "€", ""),
    row("de mehr", "20 % mehr Anfragen pro Woche beantworten", "?→+20%", "/week", "baseline"),
    row("de punkte", "Die Abschlussquote um 5 Prozentpunkte steigern", "?→+5pt", "%", "baseline"),
    row("de quote", "Die Abschlussquote um 5 % steigern", "?→+5%", "%", "points-or-percent, baseline"),
    row("de verdoppeln", "Anzahl der Besucher verdoppeln", "?→×2", "Besucher", "baseline"),
    row("de falle", "Die Antwortzeit um 20 % erhöhen", "?→+20%", "", "which-way up/down, baseline"),
    row(
        "de zwei in einem",
        "Ein Portal starten und 500 Bewertungen sammeln",
        "0→500",
        "Bewertungen",
        "two-in-one",
    ),
    row(
        "de ja oder nein",
        "Ein neues Portal bis Ende des Quartals einführen",
        "–",
        "end-of-quarter",
        "yes-or-no",
    ),
    row("de ohne zahl", "Die Kundenbindung verbessern", "–", "", "not-measurable"),
    row(
        "de mindestens",
        "Mindestens 500 Bewertungen im nächsten Quartal sammeln",
        "0→500",
        "Bewertungen next-quarter",
        "",
    ),
    row("de ein", "Mindestens einen Workshop pro Monat veranstalten", "0→1", "Workshop /month", ""),
    row("de platzhalter", "X neue Verträge abschließen", "–", "", "placeholder"),
    row("de quartal", "Umsatz im 3. Quartal um 5 % steigern", "?→+5%", "q3", "baseline"),
    row("de tag", "Bis zum 31. März 2027 drei Filialen eröffnen", "0→3", "Filialen m3d31-2027", ""),
    row("de substantiv", "Reduzierung der Fehlerquote auf 0,5 %", "?→0.5", "%", "baseline"),
    row("de steigerung", "Eine Steigerung der Zufriedenheit um 10 Prozentpunkte", "?→+10pt", "%", "baseline"),
    row("de haelfte", "Die Zahl der Fehler um die Hälfte verringern", "?→×0.5", "Fehler", "baseline"),
    row("de fremd", "Die Dauer von 5.5 auf 3 Tage senken", "–", "", "number"),
];

const SPANISH: [Row; 29] = [
    row("es de-a", "Aumentar la satisfacción del 75 % al 90 %", "75→90", "%", ""),
    row("es decimals", "Reducir el tiempo de resolución de 5,5 a 3,0 minutos", "5.5→3", "min", ""),
    row("es thousands", "Captar 12.500 nuevos seguidores", "0→12500", "seguidores", ""),
    row("es un", "Aumentar las visitas un 20 %", "?→+20%", "", "baseline"),
    row("es en un", "Reducir los conflictos en un 50 %", "?→-50%", "", "baseline"),
    row("es en count", "Aumentar los seguidores en 10.000", "?→by+10000", "", "baseline"),
    row("es menos de", "Reducir el tiempo de respuesta a menos de 2 horas", "?→2", "h", "baseline"),
    row("es o mas", "Lograr una puntuación de 9,0 o más", "?→9", "puntos", "baseline"),
    row("es mantener", "Mantener la satisfacción en al menos 9,0", "keep 9…", "", ""),
    row("es como maximo", "Mantener el absentismo en 4,5 % como máximo", "keep …4.5", "%", ""),
    row("es entre", "Mantener la ocupación entre 70 % y 85 %", "keep 70…85", "%", ""),
    row("es fin de ano", "Lanzar 3 productos nuevos antes de fin de año", "0→3", "productos end-of-year", ""),
    row("es palabra", "Organizar dos actividades por trimestre", "0→2", "actividades /quarter", ""),
    row(
        "es proximos",
        "Corregir el 90 % de los errores en los próximos dos meses",
        "?→90",
        "% in-2-month",
        "baseline",
    ),
    row("es millones", "Alcanzar 1,5 millones de euros en ventas", "?→1500000", "€", "baseline"),
    row("es mas", "Atender un 20 % más de solicitudes cada semana", "?→+20%", "/week", "baseline"),
    row("es tasa", "Aumentar la tasa de conversión un 5 %", "?→+5%", "%", "points-or-percent, baseline"),
    row("es puntos", "Aumentar la tasa de conversión en 5 puntos porcentuales", "?→+5pt", "%", "baseline"),
    row("es duplicar", "Duplicar el número de clientes", "?→×2", "clientes", "baseline"),
    row("es trampa", "Aumentar el tiempo de respuesta un 20 %", "?→+20%", "", "which-way up/down, baseline"),
    row("es dos", "Lanzar un portal y recopilar 500 reseñas", "0→500", "reseñas", "two-in-one"),
    row("es si o no", "Implantar una nueva plataforma este trimestre", "–", "end-of-quarter", "yes-or-no"),
    row("es sin numero", "Mejorar la retención de clientes", "–", "", "not-measurable"),
    row(
        "es proximo",
        "Recopilar al menos 500 reseñas en el próximo trimestre",
        "0→500",
        "reseñas next-quarter",
        "",
    ),
    row("es semanas", "Reducir el plazo en 3 semanas", "?→by-3", "semanas", "baseline"),
    row("es mitad", "Reducir a la mitad las quejas", "?→×0.5", "", "baseline"),
    row("es dia", "Publicar 4 artículos antes del 31 de marzo de 2027", "0→4", "artículos m3d31-2027", ""),
    row("es estrellas", "El 90 % de los clientes valora con 4 estrellas o más", "?→90", "%", "baseline"),
    row("es ajeno", "Reducir el tiempo de 5.5 a 3 minutos", "–", "", "number"),
];

const FRENCH_NUMBERS: [Row; 3] = [
    row("space thousands", "Grow users from 12 500 to 20 000", "12500→20000", "", ""),
    row("space narrow", "Grow users from 12\u{202f}500 to 20\u{202f}000", "12500→20000", "", ""),
    row("space decimals", "Cut the delay from 5,5 to 3,0 days", "5.5→3", "days", ""),
];

fn all_right(rows: &[Row], format: NumberFormat, language: Option<Language>) {
    let wrong = wrong(rows, format, language);
    assert!(wrong.is_empty(), "{} wrong in {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn english_sentences_in_english_numbers() {
    all_right(&ENGLISH, NumberFormat::POINT, None);
}

#[test]
fn german_sentences_in_german_numbers() {
    all_right(&GERMAN, NumberFormat::COMMA, Some(Language::German));
}

#[test]
fn spanish_sentences_in_spanish_numbers() {
    all_right(&SPANISH, NumberFormat::COMMA, Some(Language::Spanish));
}

#[test]
fn the_number_format_comes_from_the_caller_not_from_the_words() {
    all_right(&FRENCH_NUMBERS, NumberFormat::SPACE, Some(Language::English));
}
