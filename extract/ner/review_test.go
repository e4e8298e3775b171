package ner_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
	"github.com/newsgraph/newsgraph/extract/ner"
)

func set(w ...string) map[string]bool {
	m := map[string]bool{}
	for _, x := range w {
		m[x] = true
	}
	return m
}

// gazetteer holds the few words that the hand-built articles need.
func gazetteer() ner.Gazetteer {
	return ner.Gazetteer{
		Country: set("Norland"), Demonym: set("Norlandic", "German", "French"), City: set("Porthaven", "The Cape"), Region: set("West Bank"),
		First: set("anna", "carl"), Title: set("mr", "president"), Role: set("chairman", "rapper"), Org: set("Zedex", "zpa"),
		Paper: map[string]extract.Kind{"act": extract.Law, "accords": extract.Agreement}, Topic: set("Covid"), NoName: set("NGO"), OrgEnd: set("corp", "bank"), OrgHead: set("ministry"), Place: set("river"), Event: set("forum", "war"),
	}
}

// Every case is a listing whose names are what a network might find, and what
// the second look must make of it: "words/Kind" in order.
func TestReview(t *testing.T) {
	for _, c := range []struct{ name, listing, want string }{
		{"article, possessive", "the DT det 3 Organization 4\nNord NNP compound 3\nBank NNP poss 5\n’s POS case 3\nhead NN ROOT 0", "Nord Bank/Organization"},
		{"title of a person", "President NNP compound 3 Person 3\nAnna NNP compound 3\nBerg NNP nsubj 4\nleft VBD ROOT 0", "Anna Berg/Person"},
		{"role of a person", "Rapper NNP compound 2 Person 2\nXo NNP nsubj 3\nsang VBD ROOT 0", "Xo/Person"},
		{"the article of a city stays", "in IN prep 4\nThe DT det 3 Place 2\nCape NNP pobj 1\nrain NN ROOT 0", "The Cape/Place"},
		{"year of an event", "1999 CD nummod 4 Event 4\nNorland NNP compound 4\nPeace NNP compound 4\nWar NNP ROOT 0", "Norland Peace War/Event"},
		{"event by its last word", "Port NNP compound 2 Organization 2\nForum NNP nsubj 3\nopened VBD ROOT 0", "Port Forum/Event"},
		{"country by the list", "Norland NNP nsubj 2 Person 1\nvoted VBD ROOT 0", "Norland/Place"},
		{"organisation by its last word", "Nord NNP compound 2 Person 2\nBank NNP nsubj 3\nfell VBD ROOT 0", "Nord Bank/Organization"},
		{"a region that ends like a bank", "West NNP compound 2 Organization 2\nBank NNP ROOT 0", "West Bank/Place"},
		{"surname of somebody named in full",
			"Anna NNP compound 2 Person 2\nBerg NNP nsubj 3\nleft VBD ROOT 0\n\nBerg NNP nsubj 2 Place 1\nsmiled VBD ROOT 0", "Anna Berg/Person Berg/Person"},
		{"short name of a company",
			"Acmex NNP compound 2 Organization 2\nCorp. NNP nsubj 3\nfell VBD ROOT 0\n\nAcmex NNP nsubj 2 Person 1\nrose VBD ROOT 0", "Acmex Corp./Organization Acmex/Organization"},
		{"a name spreads to untagged words",
			"Anna NNP compound 2 Person 2\nBerg NNP nsubj 3\nleft VBD ROOT 0\n\nThen RB advmod 3\nBerg NNP nsubj 3\nsmiled VBD ROOT 0", "Anna Berg/Person Berg/Person"},
		{"but not into a longer name",
			"Anna NNP compound 2 Person 2\nBerg NNP nsubj 3\nleft VBD ROOT 0\n\nThen RB advmod 4\nBerg NNP compound 3\nStreet NNP nsubj 4\nshook VBD ROOT 0", "Anna Berg/Person"},
		{"known organisation that the network passed over", "told VBD ROOT 0\nzpa NN dobj 1", "zpa/Organization"},
		{"prefix", "ex NN compound 3 Organization 3\n- HYPH punct 3\nZedex NNP ROOT 0", "Zedex/Organization"},
		{"a law by its last word", "Port NNP compound 3\nSafety NNP compound 3\nAct NNP nsubj 4\nhelps VBZ ROOT 0", "Port Safety Act/Law"},
		{"an agreement by its last word", "the DT det 3\nOslo NNP compound 3 Place 1\nAccords NNPS nsubj 4\nfailed VBD ROOT 0", "Oslo Accords/Agreement"},
		{"a disease is nobody", "Covid NNP nsubj 4 Person 1\n- HYPH punct 1\n19 CD nummod 1\nspread VBD ROOT 0", "Covid - 19/Topic"},
		{"what breaks out is nobody", "an DT det 2\noutbreak NN nsubj 5\nof IN prep 2\nXora NNP pobj 3 Organization 1\nended VBD ROOT 0\n\nXora NNP nsubj 2 Person 1\nkills VBZ ROOT 0", "Xora/Topic Xora/Topic"},
		{"cases of a company are no illness", "two CD nummod 2\ncases NNS nsubj 5\nof IN prep 2\nXora NNP pobj 3 Organization 1\nended VBD ROOT 0", "Xora/Organization"},
		{"a headline in capitals",
			"BERG NNP nsubj 2\nQUITS VBZ ROOT 0\nNORD NNP compound 4\nBOARD NNP dobj 2\n\nAnna NNP compound 2 Person 2\nBerg NNP nsubj 3\nleft VBD ROOT 0\n\nBerg NNP nsubj 2 Person 1\nsmiled VBD ROOT 0",
			"BERG/Person Anna Berg/Person Berg/Person"},
		{"a dateline", "PORTHAVEN NNP npadvmod 4 Organization 1\n, , punct 1\n— : punct 1\nRain NN ROOT 0\n\nPorthaven NNP nsubj 2 Person 1\ngrew VBD ROOT 0", "PORTHAVEN/Place Porthaven/Place"},
		{"what a company does", "Carmaker NNP compound 3 Organization 3\nVento NNP compound 3\nMotors NNPS nsubj 4\nfell VBD ROOT 0", "Vento Motors/Organization"},
		{"who is a person", "Tolv NNP compound 2 Place 2\nEbru NNP nsubj 6\n, , punct 2\nwho WP nsubj 5\nsang VBD relcl 2\nleft VBD ROOT 0", "Tolv Ebru/Person"},
		{"among people", "Anna NNP compound 2 Person 2\nBerg NNP nsubj 10\n, , punct 2\nTolv NNP compound 5 Place 2\nEbru NNP conj 2\nand CC cc 5\nCarl NNP compound 8 Person 2\nBo NNP conj 5\n, , punct 2\nleft VBD ROOT 0",
			"Anna Berg/Person Tolv Ebru/Person Carl Bo/Person"},
		{"a body before a post and a person", "said VBD ROOT 0\nSkerry NNP compound 3\nBay NNP compound 6\nChief NNP compound 6\nCarl NNP compound 6 Person 2\nBo NNP nsubj 1", "Skerry Bay/Organization Carl Bo/Person"},
		{"but not the subject of a portfolio", "said VBD ROOT 0\nTrade NNP compound 3\nMinister NNP compound 5\nCarl NNP compound 5 Person 2\nBo NNP nsubj 1", "Carl Bo/Person"},
		{"a body by its legal form", "bought VBD ROOT 0\nSkerry NNP compound 3\nLimited NNP dobj 1", "Skerry Limited/Organization"},
		{"an abbreviation names nobody", "The DT det 2\nNGO NN nsubj 3 Organization 1\nleft VBD ROOT 0", ""},
		{"letters behind a name", "Anna NNP compound 2 Person 2\nBerg NNP nsubj 5\n, , punct 2\nMD NNP appos 2 Place 1\nleft VBD ROOT 0", "Anna Berg/Person"},
		{"a post behind a dash", "Anna NNP compound 2 Person 4\nBerg NNP ROOT 0\n- : punct 2\nchairman NN appos 2", "Anna Berg/Person"},
		{"but not the second half of a name", "Anna NNP compound 2 Person 4\nBerg NNP ROOT 0\n- : punct 2\nLind NNP appos 2", "Anna Berg - Lind/Person"},
		{"two names in a row",
			"Anna NNP compound 2 Person 4\nBerg NNP compound 4\nCarl NNP compound 4\nLind NNP ROOT 0\n\nAnna NNP compound 2 Person 2\nBerg NNP nsubj 3\nleft VBD ROOT 0",
			"Anna Berg/Person Carl Lind/Person Anna Berg/Person"},
		{"what a minister is for", "Norlandic JJ compound 2 Organization 2\nTrade NNP compound 3\nMinister NNP compound 5\nAnna NNP compound 5 Person 2\nBerg NNP nsubj 6\nleft VBD ROOT 0", "Norlandic/Group Anna Berg/Person"},
		{"a country and its body", "Norland NNP poss 4 Organization 4\n’s POS case 1\nNord NNP compound 4\nBank NNP nsubj 5\nfell VBD ROOT 0", "Norland/Place Nord Bank/Organization"},
		{"a first name with a dash", "Carl NNP compound 3 Person 4\n- HYPH punct 3\nAnna NNP compound 4\nLind NNP ROOT 0", "Carl - Anna Lind/Person"},
		{"a dash without blanks", "led VBN ROOT 0\nby IN prep 1\nAnna NNP compound 4 Person 2\nBerg NNP pobj 2\n-- : punct 4\nand CC cc 4", "Anna Berg/Person"},
		{"a rank is nobody", "Gov NNP compound 3 Person 1\n. . punct 1\nAnna NNP nsubj 4 Person 1\nleft VBD ROOT 0", "Gov/Person Anna/Person"},
		{"a word that leads on", "Zedex NNP nsubj 4 Organization 2\nand CC cc 1\nothers NNS conj 1\nfell VBD ROOT 0", "Zedex/Organization"},
		{"half a post", "Cabinet NNP nsubj 7 Organization 3\nof IN prep 1\nPrime NNP compound 4\nMinister NNP compound 6\nAnna NNP compound 6 Person 2\nBerg NNP pobj 2\nfell VBD ROOT 0", "Cabinet/Organization Anna Berg/Person"},
		{"a name that goes on", "Port NNP compound 2 Event 3\nForum NNP ROOT 0\nof IN prep 2\nFish NNP pobj 3", "Port Forum of Fish/Event"},
		{"a nickname", "Carl NNP compound 5 Person 1\n“ `` punct 5\nBo NNP compound 5\n” '' punct 5\nLind NNP nsubj 6\nleft VBD ROOT 0", "Carl “ Bo” Lind/Person"},
		{"a legal form", "Zedex NNP nsubj 4 Organization 1\n, , punct 1\nLLC NNP appos 1\nfell VBD ROOT 0", "Zedex, LLC/Organization"},
		{"what a body is for",
			"Nord NNP compound 2 Organization 2\nMinistry NNP nsubj 7\nfor IN prep 2\nthe DT det 5\nformer JJ amod 6\nNorland NNP pobj 3 Place 1\nfell VBD ROOT 0", "Nord Ministry/Organization Norland/Place"},
		{"a body and a day", "told VBD ROOT 0\nNord NNP compound 3 Organization 2\nBank NNP dobj 1\nfor IN prep 1\nMonday NNP pobj 4 Date 1", "Nord Bank/Organization Monday/Date"},
		{"a bank for ports", "Nord NNP compound 2 Organization 2\nBank NNP nsubj 6\nfor IN prep 2\nPort NNP compound 5\nStudies NNPS pobj 3\nfell VBD ROOT 0", "Nord Bank for Port Studies/Organization"},
		{"a ministry of several tasks",
			"Ministry NNP nsubj 8 Organization 3\nof IN prep 1\nPorts NNPS pobj 2\n, , punct 3\nFish NNP conj 3\nand CC cc 5\nSalt NNP conj 5 Organization 1\nfell VBD ROOT 0", "Ministry of Ports, Fish and Salt/Organization"},
		{"a ministry and another body",
			"Ministry NNP nsubj 6 Organization 3\nof IN prep 1\nPorts NNPS pobj 2\nand CC cc 3\nZedex NNP conj 3 Organization 1\nfell VBD ROOT 0", "Ministry of Ports/Organization Zedex/Organization"},
		{"partners of a firm",
			"met VBD ROOT 0\nAxo NNP compound 6 Person 1\n, , punct 2\nBixo NNP conj 2 Person 1\n& CC cc 4\nCax NNP conj 4 Organization 2\nLLP NNP conj 4", "Axo, Bixo & Cax LLP/Organization"},
		{"a union", "the DT det 3\nMilva NNP compound 3 Person 1\nunion NN nsubj 4\nleft VBD ROOT 0", "Milva/Organization"},
		{"towns after in",
			"in IN prep 5\nPorthaven NNP pobj 1 Place 1\nand CC cc 2\nZedbar NNP conj 2 Person 1\nrained VBD ROOT 0", "Porthaven/Place Zedbar/Place"},
		{"people after a town",
			"In IN prep 7\nPorthaven NNP pobj 1 Place 1\n, , punct 2\nAnna NNP compound 4 Person 1\nand CC cc 4\nZo NNP conj 4 Person 1\nsang VBD ROOT 0", "Porthaven/Place Anna/Person Zo/Person"},
		{"a club",
			"Porthaven NNP compound 2 Place 1\ncoach NN compound 4\nAnna NNP compound 4 Person 2\nBerg NNP nsubj 5\nsaw VBD ROOT 0\na DT det 7\nlate JJ amod 8\ngoal NN dobj 5\nand CC cc 8\ntwo CD nummod 11\ndraws NNS conj 8\nthis DT det 13\nseason NN npadvmod 5\nin IN prep 5\nthe DT det 16\nleague NN pobj 14",
			"Porthaven/Organization Anna Berg/Person"},
		{"a body behind an article", "the DT det 4\nZedbar NNP compound 4\nPeoples NNPS compound 4\nBank NNP nsubj 5\nfell VBD ROOT 0\nsharply RB advmod 5\nyesterday NN npadvmod 5", "Zedbar Peoples Bank/Organization"},
		{"the agency of a dateline", "PORTHAVEN NNP npadvmod 6 Place 1\n( -LRB- punct 3\nSkerry NNP compound 4\nWire NNP appos 1\n) -RRB- punct 4\n— : punct 1\nRain NN ROOT 0", "PORTHAVEN/Place Skerry Wire/Organization"},
		{"a headline's verb", "Norlandic NNP compound 2 Person 3\nChief NNP nsubj 3\nRejects VBZ ROOT 0\nPlan NNP dobj 3", "Norlandic Chief/Person"},
		{"a bridge is no event", "Port NNP compound 2 Event 2\nBridge NNP nsubj 3\nfell VBD ROOT 0", "Port Bridge/Place"},
		{"the town of a body", "the DT det 2\nBank NNP nsubj 7 Organization 5\nof IN prep 2\nFish NNP pobj 3\nin IN prep 2\nPorthaven NNP pobj 5\nfell VBD ROOT 0", "Bank of Fish/Organization"},
		{"what people live in", "in IN prep 5\nZedbar NNP compound 3 Person 2\nOlo NNP pobj 1\nit PRP nsubj 5\nrained VBD ROOT 0\n\nTo IN prep 5\nZedbar NNP compound 3 Person 2\nOlo NNP pobj 1\nthey PRP nsubj 5\nwent VBD ROOT 0",
			"Zedbar Olo/Place Zedbar Olo/Place"},
		{"whom people believe in", "in IN prep 5\nZedbar NNP compound 3 Person 2\nOlo NNP pobj 1\nwe PRP nsubj 5\ntrust VBP ROOT 0\n\nZedbar NNP compound 2 Person 2\nOlo NNP nsubj 3\nsmiled VBD ROOT 0",
			"Zedbar Olo/Person Zedbar Olo/Person"},
		{"a publisher may be a person", "his PRP$ poss 2\npublisher NN compound 4\nAnna NNP compound 4 Person 2\nBerg NNP nsubj 5\nsmiled VBD ROOT 0", "Anna Berg/Person"},
		{"a portfolio alone", "Interior NNP compound 2 Organization 1\nMinister NNP compound 4\nAnna NNP compound 4 Person 2\nBerg NNP nsubj 5\nleft VBD ROOT 0", "Anna Berg/Person"},
		{"a broadcaster", "told VBD ROOT 0\nSkerry NNP compound 3 Person 1\nTV NNP dobj 1\nyesterday NN npadvmod 1", "Skerry TV/Organization"},
		{"words of other languages", "joined VBD ROOT 0\nAlianza NNP dobj 1 Organization 1\npara IN prep 2\nel DT det 5\nMar NNP pobj 3", "Alianza para el Mar/Organization"},
		{"two people and a word of another language", "met VBD ROOT 0\nAnna NNP compound 3 Person 2\nBerg NNP dobj 1\nund CC cc 3\nCarl NNP compound 6 Person 2\nLind NNP conj 3", "Anna Berg/Person Carl Lind/Person"},
		{"a district", "in IN prep 3\nZedbar NNP compound 3 Person 1\ndistrict NN pobj 1", "Zedbar/Place"},
		{"a king", "King NNP compound 3 Organization 3\nZo NNP compound 3\nBar NNP nsubj 4\nspoke VBD ROOT 0", "Zo Bar/Person"},
		{"a king's court", "King NNP compound 3 Organization 3\nZo NNP compound 3\nBank NNP nsubj 4\nfell VBD ROOT 0", "King Zo Bank/Organization"},
		{"a storm", "Hurricane NNP compound 2\nZo NNP nsubj 3 Person 1\ncame VBD ROOT 0\n\nZo NNP nsubj 2 Person 1\nwent VBD ROOT 0", "Zo/Event Zo/Event"},
		{"a storm's whole name", "Tropical NNP compound 3 Person 3\nStorm NNP compound 3\nZo NNP nsubj 4\ncame VBD ROOT 0\n\nZo NNP nsubj 2 Person 1\nwent VBD ROOT 0", "Tropical Storm Zo/Event Zo/Event"},
		{"a list is of one kind",
			"saw VBD ROOT 0\nAxo NNP dobj 1 Person 1\n, , punct 2\nBixo NNP conj 2 Person 1\n, , punct 4\nCax NNP conj 4 Place 1\nand CC cc 6\nDox NNP conj 6 Person 1",
			"Axo/Person Bixo/Person Cax/Person Dox/Person"},
		{"but a country in it is one",
			"saw VBD ROOT 0\nAxo NNP dobj 1 Person 1\n, , punct 2\nBixo NNP conj 2 Person 1\n, , punct 4\nNorland NNP conj 4 Place 1\nand CC cc 6\nDox NNP conj 6 Person 1",
			"Axo/Person Bixo/Person Norland/Place Dox/Person"},
		{"the short form in brackets",
			"Porthaven NNP compound 3 Organization 3\nHealth NNP compound 3\nOffice NNP nsubj 7\n( -LRB- punct 3\nPHO NNP appos 3\n) -RRB- punct 3\nfell VBD ROOT 0",
			"Porthaven Health Office/Organization PHO/Organization"},
		{"a long form that the network cut short",
			"the DT det 6\nOffice NNP nsubj 8 Organization 1\nof IN prep 2\nPort NNP compound 5\nSafety NNP pobj 3\n( -LRB- punct 2\nOPS NNP appos 2\n) -RRB- punct 2\nfell VBD ROOT 0\n\nOPS NNP nsubj 2 Person 1\nrose VBD ROOT 0",
			"Office of Port Safety/Organization OPS/Organization OPS/Organization"},
		{"the long form in brackets",
			"OPS NNP nsubj 7 Place 1\n( -LRB- punct 1\nOffice NNP appos 1 Organization 4\nof IN prep 3\nPort NNP compound 6\nSafety NNP pobj 4\n) -RRB- punct 1\nfell VBD ROOT 0",
			"OPS/Organization Office of Port Safety/Organization"},
		{"brackets that define nothing", "Anna NNP compound 2 Person 2\nBerg NNP nsubj 6\n( -LRB- punct 2\nZPA NNP appos 2 Organization 1\n) -RRB- punct 2\nleft VBD ROOT 0", "Anna Berg/Person ZPA/Organization"},
		{"a title over a country", "President NNP nsubj 4 Place 3\nof IN prep 1\nNorland NNP pobj 2\nleft VBD ROOT 0", "Norland/Place"},
		{"a person behind a country", "to IN prep 4\nNorland NNP pobj 1 Organization 3\nAnna NNP compound 4\nBerg NNP nsubj 5\nspoke VBD ROOT 0", "Norland/Place Anna Berg/Person"},
		{"two peoples", "Norlandic JJ amod 4 Group 3\n- HYPH punct 3\nNorlandic JJ amod 4\ntalks NNS nsubj 5\nbegan VBD ROOT 0", "Norlandic/Group Norlandic/Group"},
		{"what somebody scored", "Anna NNP compound 2 Person 3\nBerg NNP ROOT 0\n69 CD nummod 2", "Anna Berg/Person"},
		{"a bank's short name", "Acmex NNP compound 3 Organization 3\nNord NNP compound 3\nBank NNP nsubj 4\nfell VBD ROOT 0\n\nAcmex NNP nsubj 2 Person 1\nrose VBD ROOT 0", "Acmex Nord Bank/Organization Acmex/Organization"},
		{"no dateline", "CRICKET NNP ROOT 0 Organization 1\n- : punct 1\nNORLAND NNP nsubj 4 Place 1\nWIN VBP dep 1", "CRICKET/Organization NORLAND/Place"},
		{"a language behind in", "wrote VBD ROOT 0\nin IN prep 1\nGerman NNP pobj 2 Group 1", "German/Topic"},
		{"but not before a noun", "rain NN ROOT 0\nin IN prep 1\nGerman JJ amod 4 Group 1\ntowns NNS pobj 2", "German/Group"},
		{"a language and a people of one noun", "out IN ROOT 0\nin IN prep 1\nGerman JJ amod 6 Group 1\nand CC cc 3\nNorlandic JJ conj 3 Group 1\ntowns NNS pobj 2", "German/Group Norlandic/Group"},
		{"a people and others of one noun", "out IN ROOT 0\nin IN prep 1\nGerman JJ amod 6 Group 1\nand CC cc 3\nother JJ conj 3\nfirms NNS pobj 2", "German/Group"},
		{"a language and what somebody said", "wrote VBD ROOT 0\nin IN prep 1\nGerman NNP pobj 2 Group 1\n, , punct 1\nsenior JJ amod 6\nofficials NNS nsubj 7\nsaid VBD conj 1", "German/Topic"},
		{"a list of languages", "out IN ROOT 0\nin IN prep 1\nFrench NNP pobj 2 Group 1\nand CC cc 3\nGerman NNP conj 3 Group 1\n. . punct 1", "French/Topic German/Topic"},
		{"a list before a noun", "rain NN ROOT 0\nin IN prep 1\nFrench JJ amod 6 Group 1\nand CC cc 3\nGerman JJ conj 3 Group 1\ntowns NNS pobj 2", "French/Group German/Group"},
		{"a translation and the people", "a DT det 3\nGerman JJ amod 3 Group 1\ntranslation NN nsubj 6\nthe DT det 5\nGerman JJ amod 6 Group 1\nminister NN ROOT 0", "German/Topic German/Group"},
		{"who speaks it", "German NNP npadvmod 3 Group 1\n- HYPH punct 3\nspeaking VBG amod 4\ntowns NNS ROOT 0", "German/Topic"},
		{"whom it made", "German NNP npadvmod 3 Group 1\n- HYPH punct 3\nmade VBN amod 4\ncars NNS ROOT 0", "German/Group"},
		{"how well", "Anna NNP compound 2 Person 2\nBerg NNP nsubj 3\nspeaks VBZ ROOT 0\nfluent JJ amod 5\nGerman NNP dobj 3 Group 1", "Anna Berg/Person German/Topic"},
		{"no language of its own", "wrote VBD ROOT 0\nin IN prep 1\nNorlandic NNP pobj 2 Group 1", "Norlandic/Group"},
		{"a team is not its country",
			"Norland NNP compound 2 Place 1\nstriker NN compound 4\nAnna NNP compound 4 Person 2\nBerg NNP nsubj 5\nsaw VBD ROOT 0\na DT det 7\ngoal NN dobj 5\nthis DT det 9\nseason NN npadvmod 5\nin IN prep 5\nthe DT det 12\nleague NN pobj 10\nof IN prep 12\nNorland NNP pobj 13 Place 1",
			"Norland/Organization Anna Berg/Person Norland/Place"},
		{"of other news a coach is no proof", "Norland NNP compound 2 Place 1\ncoach NN compound 4\nAnna NNP compound 4 Person 2\nBerg NNP nsubj 5\nleft VBD ROOT 0", "Norland/Place Anna Berg/Person"},
		{"most of the article decides",
			"Xo NNP nsubj 2 Person 1\nfell VBD ROOT 0\n\nXo NNP nsubj 2 Organization 1\nrose VBD ROOT 0\n\nXo NNP nsubj 2 Organization 1\nfell VBD ROOT 0",
			"Xo/Organization Xo/Organization Xo/Organization"},
	} {
		a := extracttest.Article(c.listing)
		if err := ner.Review(gazetteer()).Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range a.Mentions {
			if m.Head < m.Start || m.Head >= m.End {
				t.Errorf("%s: head %d outside %v", c.name, m.Head, m.Span)
			}
			got = append(got, a.Words(m.Span)+"/"+string(m.Kind))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s\ngot  %s\nwant %s", c.name, a.Text, s, c.want)
		}
	}
}

func TestReviewWithout(t *testing.T) {
	a := extracttest.Article("President NNP compound 3 Person 3\nAnna NNP compound 3\nBerg NNP nsubj 4\nleft VBD ROOT 0")
	before := slices.Clone(a.Mentions)
	if err := ner.Review(gazetteer(), "trim").Run(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(a.Mentions, before) {
		t.Errorf("without trim: %v, want %v", a.Mentions, before)
	}
}
