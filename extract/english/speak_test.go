package english

import (
	"strings"
	"testing"
)

func TestSpeaks(t *testing.T) {
	for text, want := range map[string]bool{
		"The ministers met in Riga on Wednesday and spoke about gas for two hours, the ministry said. They will meet again in Lisbon in May.":                            true,
		"Shares: Elbe Draht 41.2 up 3 percent, Kupfer Nord 12.4 down 1 percent; the index of the Hamburg exchange closed at 1,204, the highest since May, traders said.": true,
		"Short": true,
		"Die Minister trafen sich am Mittwoch in Riga und sprachen zwei Stunden lang über Gas, sagte das Ministerium. Im Mai wollen sie sich in Lissabon wieder treffen.": false,
		"De ministers ontmoetten elkaar woensdag in Riga en spraken twee uur over gas, zei het ministerie. In mei komen ze weer bij elkaar in Lissabon, was het plan.":    false,
		"Les ministres se sont rencontrés mercredi à Riga et ont parlé de gaz pendant deux heures, a dit le ministère. Ils se reverront en mai à Lisbonne, dit-on.":       false,
		"Los ministros se reunieron el miércoles en Riga y hablaron de gas durante dos horas, dijo el ministerio. Volverán a verse en Lisboa en mayo, según el plan.":     false,
		"Ministrene møttes i Riga onsdag og snakket om gass i to timer, sa departementet. De skal møtes igjen i Lisboa i mai, og da skal de snakke for alvor om prisen.":  false,
		"I ministri si sono incontrati mercoledì a Riga e hanno parlato di gas per due ore, ha detto il ministero. Si rivedranno a Lisbona in maggio, così ha detto lui.": false,
	} {
		if got := Speaks(strings.Repeat(text+" ", 3)); got != want {
			t.Errorf("%.60s…: %t", text, got)
		}
	}
}

// TestSpeaksShort: a text too short for shares is told by the words of other
// languages, and by its script; names of other languages do no harm.
func TestSpeaksShort(t *testing.T) {
	for text, want := range map[string]bool{
		"Der Bürgermeister traf am Montag die Lehrer und sprach mit ihnen über das neue Haus, das nicht fertig ist.":                             false,
		"Le maire a rencontré lundi les enseignants pour parler de la maison qui est encore dans un état difficile.":                             false,
		"El alcalde se reunió el lunes con los maestros para hablar de la casa que fue construida por una empresa.":                              false,
		"Мэр встретился в понедельник с учителями и говорил о новом доме.":                                                                       false,
		"Ο δήμαρχος συναντήθηκε τη Δευτέρα με τους δασκάλους.":                                                                                   false,
		"Clara Dupont met Peter Lang in Oslo on Monday.":                                                                                         true,
		"Ursula von der Aue met Javier de la Rosa, Ludwig van den Berg and José de los Santos in Los Angeles.":                                   true,
		"Present: Anna Olsen, Erik Lund, Otto Klein, Marta Klein, Jan van Dijk, Piet de Vries, Karl Möller, Rosa Díaz, and others of the board.": true,
		"She wrote for Die Zeit, Le Monde and El País, and her book on the Champs-Élysées was read in all of France.":                            true,
	} {
		if got := Speaks(text); got != want {
			t.Errorf("%.60s…: %t", text, got)
		}
	}
}
