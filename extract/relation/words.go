package relation

// lexicon is the closed vocabulary that modality, speakers and arguments turn
// on; made from the tables below by newLexicon.
type lexicon struct {
	verb, noun, adverb    map[string]mood
	say, deny, accuse     map[string]bool
	charge                map[string]bool // nouns that an answer can deny
	light, delegate       map[string]bool
	collective            map[string]bool // nouns for a body that need no plural
	petition              map[string]bool // what is denied to somebody, not by somebody
	baseless              map[string]bool // what a denial calls an accusation
	ordinal               map[string]bool
	contest               map[string]bool // what sides, not people, meet in
	lasting               map[string]bool // verbs for what goes on until it ends
	former, demote, doubt map[string]bool
	suffered              map[string]bool // what its owner suffers, and who is against him
	armed, civilian       map[string]bool // people who fight, people who do not
	warlike               map[string]bool // words in the names of armed bodies
	asset                 map[string]bool // what of a force is hit: positions, arms
	battle, strike        map[string]bool // nouns and verbs of fighting
}

func newLexicon() lexicon {
	return lexicon{
		verb:       moods(plannedVerbs, possibleVerbs, refusingVerbs),
		noun:       moods(plannedNouns, possibleNouns, refusingNouns),
		adverb:     moods("", hedges, "never hardly nearly almost neither nowhere"),
		say:        set(sayingVerbs),
		deny:       set("deny reject dismiss refute rebut repudiate"),
		accuse:     set("accuse blame suspect charge convict indict allege acquit prosecute sue arrest detain sentence jail imprison pardon reprieve"),
		charge:     set("accusation allegation charge claim report rumour rumor suggestion involvement wrongdoing responsibility guilt assertion insinuation link"),
		light:      set(lightVerbs),
		delegate:   set(delegates),
		collective: set("delegation team government authority group mission army military police administration regime parliament campaign side force office ministry"),
		petition:   set("application request bid entry visa bail motion access permission parole appeal petition asylum licence license permit service treatment"),
		baseless:   set("baseless false untrue unfounded groundless trumped-up fabricated nonsense lie fabrication absurd ridiculous wrong incorrect trump fabricate invent slander fiction"),
		contest:    set("final semifinal semi-final quarterfinal quarter-final match game cup league round qualifier championship playoff play-off derby friendly leg tie season"),
		lasting:    set("lead head chair run govern rule own work live reside command manage belong coach teach employ control"),
		ordinal:    set("first second third last latest only next one"),
		former:     set("former ex then erstwhile one-time onetime previous late past retired ousted deposed fired sacked ex-"),
		demote:     set("deputy vice assistant associate"),
		suffered: set("resignation death killing murder assassination execution arrest detention imprisonment defeat removal departure " +
			"ouster release loss invasion bombing exclusion expulsion deportation treatment opponent enemy rival critic attacker killer destruction occupation annexation lack failure victim fall overthrow withdrawal absence dismissal suspension"),
		armed:    set(armedPeople),
		civilian: set("civilian refugee migrant worker diplomat citizen prisoner hostage resident villager protester demonstrator student pilgrim tourist inmate settler people member contractor adviser advisor trainer"),
		warlike:  set("army forces force front brigade brigades militia guard guards jihad mujahideen battalion regiment navy corps legion resistance liberation rebel rebels guerrilla guerrillas peshmerga troops squadron"),
		asset:    set(assets),
		battle:   set("strike airstrike attack raid operation campaign offensive fight war battle struggle fighting defeat bombing action assault clash"),
		strike:   set("strike hit engage destroy kill target attack bomb bombard shell raid suppress injure wound ambush capture besiege encircle surround fight battle"),
		doubt:    set("if unless whether lest provided assuming"),
	}
}

const (
	plannedVerbs = `expect plan schedule intend promise agree decide prepare vow pledge due set announce
		commit undertake aim slate bind determine book suppose anticipate order instruct ready appoint pencil reschedule postpone delay`
	// "hop" is what the lemmatiser makes of "hoped".
	possibleVerbs = `want hope hop wish seek try attempt consider ask urge call invite like negotiate threaten offer demand propose
		suggest need willing likely possible able unlikely request beg tell press push believe think suspect fear doubt
		recommend advise encourage allow permit let authorise authorize contemplate mull weigh discuss debate explore eye bid
		free entitle eager keen prepared open hesitate warn rumour rumor speculate imagine dream favour favor prefer appeal claim allege interested require depend`
	refusingVerbs = `refuse decline fail deny avoid prevent ban bar refrain forget abandon scrap cancel
		call-off stop-from shelve suspend block veto rule-out reject shelve drop miss skip boycott lack unable pretend feign neglect forbid prohibit decide-against back-out`

	armedPeople = `force troop soldier fighter militant rebel insurgent guerrilla guerilla jihadist jihadi terrorist gunman commando militia militiaman
		paramilitary separatist peacekeeper marine paratrooper sniper mercenary extremist tribesman combatant serviceman servicewoman airman legionnaire
		infantryman mutineer hijacker operative unit warplane jet helicopter gunship drone tank warship gunboat army military bomber`
	assets = `position target base camp stronghold hideout outpost checkpoint convoy headquarters compound vehicle tank building bunker facility
		tunnel cache depot trench artillery mortar weapon village town territory site location training supply post barracks airfield
		warehouse refinery infrastructure launcher missile drone plane jet aircraft helicopter ship boat`

	plannedNouns  = `plan decision promise pledge intention announcement vow commitment preparation schedule undertaking arrangement`
	possibleNouns = `offer bid proposal attempt effort request call invitation chance opportunity right hope wish desire
		possibility idea option demand appeal suggestion interest threat talk negotiation ability willingness permission prospect need
		fear suspicion theory belief expectation claim allegation readiness speculation rumour rumor question doubt condition`
	refusingNouns = `refusal failure ban inability reluctance prohibition absence lack cancellation lie falsehood myth hoax`
	hedges        = `reportedly allegedly probably possibly perhaps supposedly apparently potentially maybe purportedly presumably
		hypothetically theoretically ostensibly conceivably`

	sayingVerbs = `say tell announce write report state add note argue claim declare explain insist stress warn admit
		acknowledge confirm reply respond estimate assert remark comment observe maintain reveal recall emphasize emphasise
		conclude point-out predict believe think contend suggest caution disclose concede complain testify tweet reiterate
		underline underscore quip joke ask hint affirm indicate allege swear quote post vow promise pledge cite urge
		emerge understand`
	lightVerbs = `hold have conduct open begin start conclude attend join resume continue sign reach make pay strike clinch seal
		finalise finalize ink enter complete launch do take give host convene kick finish end earn receive obtain get pursue`
	delegates = `executive official representative delegation leader minister delegate envoy negotiator team diplomat
		chief head ambassador staff officer member politician lawmaker employee troop force soldier athlete counterpart
		agency faction president chairman director manager group mission authority president premier spokesman boss ceo expert scientist
		helicopter plane jet warplane tank warship gunboat bulldozer drone gunner pilot partner`
)
