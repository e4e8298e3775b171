package english

import (
	"fmt"
	"strings"
)

// dense are texts that are made of one thing: the parts of which an article of any
// length is made, by the number of the part.
var dense = []struct {
	kind string
	part func(n int) string
}{
	{"events", func(int) string {
		return "The meeting in Geneva on Tuesday was the summit of the leaders. Anna Berman attended the talks.\n"
	}},
	{"people", func(n int) string {
		return fmt.Sprintf("%s met %s in Oslo. Mr. %s said that %s would resign.\n", person(2*n), person(2*n+1), surname(2*n), person(2*n+1))
	}},
	{"one name", func(n int) string {
		return "Anna Berman praised Anna Berman. Berman said that Ms. Berman, the chairwoman of Borealis Inc., leads Borealis.\n"
	}},
	{"bodies", func(n int) string {
		w := coined(n)
		return fmt.Sprintf("The %s Trade Council (%sTC) sued %s Holdings Inc. The Council said that %sTC had hired the %s Commission.\n", w, w[:1], w, w[:1], coined(n+7))
	}},
	{"pronouns", func(n int) string {
		return "He told her that they had met them. She said it was his, and he gave it to her himself. " + [...]string{"", "Anna Berman left him.\n"}[n&1]
	}},
	{"times", func(n int) string {
		return fmt.Sprintf("On %d May %d, between 2010 and 2012, last week and on Monday at 3 p.m., Anna Berman visited Oslo for the %d Harbour Conference in June.\n", n%28+1, 1950+n%90, 1950+n%90)
	}},
	{"attacks", func(n int) string {
		return fmt.Sprintf("Rebel fighters attacked coalition forces near %s. Government troops killed 20 rebels in Aleppo, the army said. The militants shelled the base of the %s Brigade.\n", coined(n), coined(n))
	}},
	{"quotes", func(n int) string {
		return fmt.Sprintf("“We will leave Oslo,” %s said. “It is over.” “Acme has bought Borealis,” she added. According to %s, the talks failed.\n", person(n), person(n))
	}},
	{"one sentence", func(n int) string {
		return fmt.Sprintf("and %s met %s in Oslo on Monday, who told the company that they had signed the agreement with Acme, ", person(n), person(n+1))
	}},
	{"list", func(n int) string { return person(n) + ", " }},
	{"offices", func(n int) string {
		return fmt.Sprintf("%s, the chairman of %s Bank, met the president of France. The chairman said the French leader and the minister had agreed. ", person(n), coined(n))
	}},
	{"countries", func(n int) string {
		return "U.S. officials and Chinese companies held talks between France and Germany. The two sides signed a deal. Washington, Paris and Beijing, both countries said, met. "
	}},
	{"lines", func(n int) string { return coined(n) + " " + surname(n) + "\n\n" }},
	{"no stops", func(n int) string {
		return "the man who said that the minister of the state of " + coined(n) + " would "
	}},
}

// person, surname and coined make up names, another for every number.
func person(n int) string {
	return [...]string{"Anna", "Boris", "Clara", "David", "Emma", "Frank", "Greta", "Hans"}[n%8] + " " + surname(n)
}

func surname(n int) string { return coined(n) + [...]string{"son", "berg", "ov", "ez"}[n%4] }

func coined(n int) string {
	s := ""
	for n += 8; n > 0; n /= 8 {
		s += [...]string{"ba", "ri", "do", "lu", "ke", "mo", "sta", "vi"}[n%8]
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// ofLength makes an article of a kind that has so many bytes.
func ofLength(part func(int) string, bytes int) string {
	var b strings.Builder
	for n := 0; b.Len() < bytes; n++ {
		b.WriteString(part(n))
	}
	return b.String()[:bytes]
}
