//! German.

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    vague: "besser* beste* bessere* gut gute* guter mehr verbesser* steiger* erhoh* optimier* machen werden sein tun \
            dinge sachen alles etwas leistung qualitat exzellenz exzellent* erfolg erfolgreich* ergebnisse arbeit \
            effizient* effektiv* fuhrend* spitze stark starker* wachsen wachstum fortschritt moglichst",
    small: "ein eine einen einem einer eines und oder der die das den dem des unser unsere unseren unserem ihr ihre wir uns \
            von in im an am auf fur zu zum zur mit aus als ist sind alle jede jeden jedes dieses diesen diese sehr viel \
            immer jahr quartal monat woche",
    usual: "beibehalt* halten weiter weiterhin weiterfuhren fortfuhr* fortsetz* taglich* wochentlich* monatlich* \
            regelmassig* regelmaßig* laufend* routine ublich* aufrechterhalt*",
    activity: "durchfuhren abhalten veranstalten organisieren besuchen teilnehmen prufen uberprufen besprechen treffen \
               vorbereiten untersuchen",
    deed: "aktivitat* workshop* treffen sitzung* veranstaltung* schulung* prufung* kontrolle* besuche",
    output: "veroffentlichen einfuhren starten liefern ausliefern bauen erstellen schreiben entwickeln umsetzen \
             herausbringen",
    and: "und sowie",
    vanity: "besucher* besuche seitenaufruf* aufrufe zugriffe follower* likes downloads klicks impressionen abonnent* \
             anmeldungen registrierungen fans",
    rate: "rate raten quote* konversion* konversionsrate abschlussquote anteil je pro prozent durchschnitt* mittel* kosten umsatz",
};
