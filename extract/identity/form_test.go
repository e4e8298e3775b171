package identity

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// family is spellings of one name; those of two families are never one.
type family []string

// formsApart checks that the names of each family have one form and no two families the
// same.
func formsApart(t *testing.T, kind extract.Kind, families []family) {
	t.Helper()
	of := map[bearer]string{}
	for _, names := range families {
		first := canonical(kind, names[0])
		for _, n := range names[1:] {
			if got := canonical(kind, n); got != first {
				t.Errorf("%s %q is %v, %q is %v: want one", kind, n, got, names[0], first)
			}
		}
		if other, ok := of[first]; ok {
			t.Errorf("%s %q and %q are both %v: want two", kind, names[0], other, first)
		}
		of[first] = names[0]
	}
}

func TestPeopleInAllSpellings(t *testing.T) {
	formsApart(t, extract.Person, []family{
		{"José Álvarez", "Jose Alvarez", "JOSE ALVAREZ", "José Alvarez"},
		{"Zoë Brandt", "Zoe Brandt"},
		{"Abdel Rahman El-Nasri", "Abdel-Rahman El-Nasri", "Abdel Rahman al-Nasri", "Abdul Rahman Al Nasri", "Abd al-Rahman al-Nasri",
			"Abdulrahman Nasri", "Abdelrahman AlNasri", "Abd el-Rahman el-Nasri", "Abdur Rahman Nasri"},
		{"Abdullah Nasri", "Abdallah al-Nasri"},
		{"Mohammed Sharif", "Muhammad ash-Sharif", "Mohamed Shareef", "Mohammad al-Sharif"},
		{"Yusuf Haddad", "Youssef Haddad", "Yousef al-Haddad"},
		{"Jürgen Möller", "Jurgen Moller", "Juergen Moeller", "JÜRGEN MÖLLER"},
		{"Hans-Peter Schröder", "Hans Peter Schroeder"},
		{"Søren Ødegård", "Soren Odegard"},
		{"Dmitry Orlovsky", "Dmitri Orlovskiy", "Dmitriy Orlovskyy", "Dmitrii Orlovski"},
		{"Sergei Petrovich", "Sergey Petrovych"},
		{"Oleksandr Bondar", "Olexandr Bondar"},
		{"Alexander Bondar", "Aleksandr Bondar"},
		{"J.K. Orwin", "J. K. Orwin", "JK Orwin"},
		{"J. Orwin"},
		{"John Orwin"},
		{"John A. Orwin", "John A Orwin"},
		{"Sir John B. Orwin", "John B. Orwin", "Dr. John B. Orwin"},
		{"Sean O'Dell", "Seán O’Dell", "Sean ODell"},
		{"Martin Obrand Jr.", "Martin Obrand, Jr.", "Martin Obrand Jr"},
		{"Martin Obrand"},
		{"Kim Jong-min", "Kim Jong Min", "Kim Jong-Min"},
		{"Kim Il-min", "Kim Il Min"},
		{"Kim Min"},
		{"Al Gorman"},
		{"Gorman"},
		{"Michael Kovar"},
		{"Tony Marsh"},
		{"Toni Marsh"},
		{"Lee Reed"},
		{"Li Rid"},
		{"Prince"},
		{"King Vidor"},
	})
}

func TestBodiesInAllSpellings(t *testing.T) {
	formsApart(t, extract.Organization, []family{
		{"Apex Robotics Inc.", "Apex Robotics", "Apex Robotics Incorporated", "Apex Robotics, Inc", "the Apex Robotics Corp.", "APEX ROBOTICS LTD"},
		{"Apex Robotics Holdings"},
		{"Apex Robotics Group", "Apex Robotics Group PLC"},
		{"Norsk Energy AS", "Norsk Energy ASA", "Norsk Energy", "Norsk Energy A/S"},
		{"Tavell & Sons Co.", "Tavell and Sons", "Tavell & Sons Company, Limited"},
		{"Tavell S.p.A.", "Tavell SpA", "Tavell GmbH & Co. KG", "Tavell"},
		{"Day Spa"},
		{"Harbour Theatre Company"},
		{"Harbour Theatre", "Harbor Theater"},
		{"European Union", "EU", "E.U.", "the EU", "THE EUROPEAN UNION"},
		{"World Health Organization", "WHO", "World Health Organisation", "W.H.O."},
		{"Who", "The Who"},
		{"NATO", "Nato", "North Atlantic Treaty Organization", "North Atlantic Treaty Organisation"},
		{"UN Security Council", "U.N. Security Council", "United Nations Security Council", "Security Council"},
		{"United Nations", "UN"},
		{"IBM", "International Business Machines Corp."},
		{"Harvard", "Harvard University"},
		{"MIT", "Massachusetts Institute of Technology"},
		{"Oxford University", "University of Oxford"},
		{"Bundesbank", "Deutsche Bundesbank", "German Bundesbank"},
		{"Fed", "US Federal Reserve", "the Federal Reserve"},
		{"Al Jazeera", "al-Jazeera", "Al-Jazeera"},
		{"Bank of England"},
		{"Bank of Ghana"},
		{"Church of Norvania"},
		{"European Commission"},
		{"African Union"},
		{"Kenya Airways"},
	})
}

func TestCountryOfABody(t *testing.T) {
	formsApart(t, extract.Organization, []family{
		{"Kenyan Defence Ministry", "Kenya's Ministry of Defence", "Ministry of Defense of Kenya", "Kenya Defense Ministry", "Ministry of Defence of the Republic of Kenya",
			"Kenyan Ministry of National Defence"},
		{"Ugandan Defence Ministry", "Uganda’s Ministry of Defence"},
		{"Defence Ministry", "Ministry of Defense", "the Ministry of Defence"},
		{"Foreign Ministry", "Ministry of Foreign Affairs"},
		{"Russian Foreign Ministry", "Ministry of Foreign Affairs of the Russian Federation", "Russia's Ministry of Foreign Affairs"},
		{"Interior Ministry", "Ministry of the Interior", "Ministry of Internal Affairs"},
		{"Indian Supreme Court", "India's Supreme Court", "Supreme Court of India", "Supreme Court of the Republic of India"},
		{"U.S. Supreme Court", "US Supreme Court", "Supreme Court of the United States", "American Supreme Court"},
		{"Supreme Court"},
		{"Ghanaian Parliament", "Parliament of Ghana", "Ghana's Parliament"},
		{"British Labour Party", "Labour Party of Britain", "UK Labour Party"},
		{"Irish Labour Party"},
		{"Labour Party", "Labour"},
		{"US State Department", "State Department", "U.S. Department of State"},
		{"Pentagon", "US Defense Department", "U.S. Department of Defense"},
		{"SPD", "German Social Democratic Party", "Social Democratic Party of Germany"},
		{"Social Democratic Party"},
		{"Central Bank of Kenya", "Kenyan Central Bank"},
		{"Georgia Supreme Court"},
		{"Georgian Supreme Court"},
		{"Latin American Parliament"},
		{"European Parliament", "EU Parliament"},
	})
	for name, want := range map[string]bearer{
		"Kenyan Defence Ministry": {"ministry of defence", "kenya"},
		"Supreme Court of India":  {"supreme court", "india"},
		"Supreme Court":           {"supreme court", ""},
		"Bank of Korea":           {"bank of korea", ""},
	} {
		if got := canonical(extract.Organization, name); got != want {
			t.Errorf("%q is %v, want %v", name, got, want)
		}
	}
}

func TestPlacesUnderAllNames(t *testing.T) {
	formsApart(t, extract.Place, []family{
		{"Ghana", "Republic of Ghana", "the Republic of Ghana"},
		{"United States", "U.S.", "USA", "US", "United States of America"},
		{"United Kingdom", "UK", "Britain", "Great Britain"},
		{"Netherlands", "the Netherlands", "Kingdom of the Netherlands", "Holland"},
		{"Myanmar", "Burma"},
		{"Ivory Coast", "Côte d'Ivoire", "Cote d’Ivoire", "Republic of Côte d'Ivoire"},
		{"Democratic Republic of the Congo", "DRC", "DR Congo"},
		{"Republic of the Congo", "Congo-Brazzaville"},
		{"North Korea", "DPRK"}, {"South Korea", "Republic of Korea"}, {"Korea"},
		{"Ireland", "Republic of Ireland"}, {"Northern Ireland"},
		{"Guinea", "Republic of Guinea"}, {"Guinea-Bissau", "Republic of Guinea-Bissau"}, {"Equatorial Guinea"}, {"Papua New Guinea"},
		{"China", "People's Republic of China"}, {"Taiwan"},
		{"Texas", "TX", "Tex."}, {"Pennsylvania", "Pa.", "PA"},
		{"New York City", "NYC"}, {"New York"}, {"New York State", "State of New York"},
		{"Washington", "Washington, D.C.", "Washington DC"},
		{"Kyiv", "Kiev"}, {"Saint Petersburg", "St. Petersburg", "St Petersburg"},
		{"Münster", "Munster", "Muenster"},
		{"La"}, {"In"},
	})
}

// Every country of the table has one official name at least that is no longer than itself
// for nothing: all names of one line are one place, and no two lines share a form.
func TestEveryNameOfACountry(t *testing.T) {
	var all []family
	for _, e := range lexicon.Table("countries") {
		names := family(e[0])
		if len(e) > 3 {
			for _, n := range e[3] {
				if !doubtfulCountries.Has(folded(n)) {
					names = append(names, n)
				}
			}
		}
		all = append(all, names)
	}
	formsApart(t, extract.Place, all)
}

// Every entry of the tables joins its names, and no name has two entries.
func TestEveryNameOfATable(t *testing.T) {
	for table, kind := range map[string]extract.Kind{"bodies": extract.Organization, "places": extract.Place, "kinsfolk": extract.Group, "transliterations": extract.Person} {
		var all []family
		for _, e := range lexicon.Table(table) {
			names := append(family{}, e[0]...)
			if len(e) > 2 {
				names = nil // the first name says no country, the others do
			}
			if names = append(names, e[1]...); kind == extract.Person {
				for i := range names {
					names[i] = "Tessa " + names[i]
				}
			}
			all = append(all, names)
		}
		formsApart(t, kind, all)
	}
}

func TestFormsOfAPeople(t *testing.T) {
	formsApart(t, extract.Group, []family{
		{"German", "Germans", "the Germans"},
		{"British", "Briton", "Britons", "Brits"},
		{"Swede", "Swedes", "Swedish"},
		{"Kurd", "Kurdish", "Kurds"},
		{"Muslim", "Muslims", "Moslem"},
		{"Shia", "Shi'ite", "Shiites"},
		{"Jew", "Jews", "Jewish"},
		{"Islamic"}, {"Islamist", "Islamists"},
		{"Serb", "Serbs"}, {"Serbian", "Serbians"},
		{"Democrat", "Democrats"}, {"Social Democrat", "Social Democrats"},
		{"Niger Delta Avengers"},
	})
}

// What another name of the same article tells goes with the name.
func TestCountryToldByAnotherName(t *testing.T) {
	e := extract.Entity{Name: "Social Democratic Party", Kind: extract.Organization, Aliases: []string{"SPD", "Social Democrats"}}
	form(nil, &e)
	if e.Identity.Scope != "germany" || e.Identity.Name != "" {
		t.Errorf("got %+v, want the scope germany and no other name", e.Identity)
	}
	e = extract.Entity{Name: "Ines Duarte", Kind: extract.Person}
	form(nil, &e)
	if e.Identity != (extract.Identity{}) {
		t.Errorf("got %+v, want nothing: the name is its own form", e.Identity)
	}
}

// The forms are words of the name and of lists, never empty.
func TestFormIsNeverEmpty(t *testing.T) {
	for _, kind := range extract.Kinds() {
		for _, name := range []string{"al-", "-", "The", "Inc.", "...", "’s", "Abdul", "Ⅻ", "ሀገር", "समाचार", "東京", "&", "Ministry", "of", "Department of"} {
			if got := canonical(kind, name); strings.TrimSpace(got.name) == "" {
				t.Errorf("%s %q has no form", kind, name)
			}
		}
	}
}
