package coref

import "strings"

// Lexicon tells what words alone say about people. The zero answers are for
// words that it does not know.
type Lexicon interface {
	// Gender of a first name, "f", "m" or "".
	Gender(first string) string
	// RoleNoun reports whether a lower-case lemma names a person by an office
	// or trade: envoy, president, farmer.
	RoleNoun(lemma string) bool
}

// words turns a list into a set.
func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// roleNouns name a person by office, trade or relation.
var roleNouns = words(`
president vice-president premier minister chancellor secretary senator congressman congresswoman representative
governor mayor councillor councilor lawmaker legislator politician candidate nominee leader chief head chairman chairwoman
chairperson chair director manager executive ceo cfo coo founder co-founder owner boss commissioner ambassador envoy
diplomat negotiator mediator delegate spokesman spokeswoman spokesperson spokespeople adviser advisor aide assistant official
officer commander general admiral colonel major captain lieutenant sergeant soldier marine pilot astronaut cosmonaut
king queen prince princess emperor monarch sultan sheikh emir duke duchess pope bishop archbishop cardinal priest pastor imam rabbi cleric
judge justice prosecutor attorney lawyer solicitor barrister sheriff policeman policewoman detective inspector
doctor physician surgeon nurse scientist researcher professor teacher lecturer historian economist analyst expert
philosopher biologist physicist chemist engineer programmer developer designer architect inventor
journalist reporter editor columnist correspondent author writer novelist poet playwright singer musician composer
rapper guitarist drummer actor actress comedian filmmaker producer artist painter sculptor photographer dancer model
player striker goalkeeper midfielder defender coach trainer athlete runner swimmer boxer golfer champion captain driver
referee activist campaigner protester protestor dissident defector refugee migrant immigrant prisoner inmate hostage
suspect defendant plaintiff victim survivor witness attacker gunman shooter bomber killer murderer terrorist rebel militant insurgent
farmer worker employee employer employer student pupil graduate tourist visitor passenger customer client patient resident
citizen voter veteran neighbour neighbor friend colleague partner counterpart rival opponent successor predecessor
deputy vice co-chair treasurer auditor banker investor trader businessman businesswoman entrepreneur millionaire billionaire oligarch tycoon
dictator ruler strongman statesman ombudsman chairman speaker whip principal dean rector chaplain
man woman boy girl child baby infant teenager adult person individual guy lady gentleman
father mother parent son daughter brother sister husband wife spouse widow widower uncle aunt nephew niece cousin
grandfather grandmother grandson granddaughter twin sibling fiance fiancee boyfriend girlfriend
host presenter anchor blogger magician chef cook bartender librarian curator volunteer organiser organizer participant
member contestant winner loser hero star celebrity legend icon newcomer native`)

// looseRoles are nouns of people too general to pick out a holder of the
// role when they come with the definite article.
var looseRoles = words(`member person individual participant resident citizen worker employee student friend head chief star native winner expert official`)

var femaleNouns = words(`woman girl lady queen princess duchess actress mother daughter sister wife widow aunt niece granddaughter grandmother girlfriend fiancee spokeswoman chairwoman congresswoman policewoman businesswoman nun waitress heroine mrs ms miss madam lady`)
var maleNouns = words(`man boy gentleman king prince duke emperor actor father son brother husband widower uncle nephew grandson grandfather boyfriend fiance spokesman chairman congressman policeman businessman gunman statesman priest monk mr sir lord guy pope`)

// orgNouns name organisations, placeNouns places, stateNouns countries,
// groupNouns bodies of people.
var orgNouns = words(`company firm corporation manufacturer maker carmaker automaker bank government administration ministry
department agency authority commission committee council parliament congress senate assembly court tribunal party union association
organisation organization institute university college school hospital church club federation foundation
newspaper magazine broadcaster station network channel outlet airline retailer supplier operator group bureau office
board cabinet regulator watchdog exchange fund charity movement alliance coalition league publisher studio label
giant conglomerate startup start-up subsidiary brand lender insurer utility bloc consortium chain museum theatre
site website carrier embassy military navy service duma kremlin`)
var placeNouns = words(`city town village capital region province district county area island port airport river lake mountain valley territory
peninsula continent neighbourhood neighborhood suburb street square park site border frontline stadium venue building hotel`)
var stateNouns = words(`country nation state republic kingdom superpower power`)
var groupNouns = words(`people delegation team side crew army police force troop staff public crowd family couple band audience population
community opposition militia gang squad side crowd jury media press youth electorate clergy`)

// titles stand before names and say the gender or nothing.
var titles = map[string]string{
	"mr": "m", "mister": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "madame": "f", "madam": "f",
	"dr": "", "prof": "", "gen": "", "sen": "", "rep": "", "gov": "", "rev": "", "st": "", "president": "", "king": "m", "queen": "f", "prince": "m",
	"princess": "f", "pope": "m", "father": "m", "sister": "f", "brother": "m",
}

// nameParticles belong to surnames.
var nameParticles = words(`van von der den de la le du da dos del di bin ibn al el ben abu mac st ter ten`)

var suffixes = words(`jr sr ii iii iv phd md esq inc corp ltd llc plc co gmbh ag sa`)

// firstNames are common given names by gender: a fallback where no larger
// lexicon is at hand.
var femaleNames = words(`mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra
ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela
shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth
julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa
ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella
theresa diana natalie brittany charlotte marie kayla alexis lori hillary angela ursula nikki condoleezza kamala yulia olga tatiana elena
svetlana natalia irina oksana ekaterina anastasia daria ksenia maia dilma cristina michele sonia indira benazir aung christiane marine
segolene simone claire sophie camille chloe juliette giorgia francesca chiara paola sofia lucia carmen pilar ana isabel ines gretchen
heidi ingrid astrid greta sanna jacinda julia fatima aisha khadija leila layla zahra maryam yasmin noor mei ming yuki sakura keiko naomi
zoe phoebe pauline marge maggie megan meghan kate jane eve tess lucy lily ella ava mia harriet edith agnes gertrude eleanor josephine florence
rosa rose ivy hazel violet daisy esther miriam leah sheila sally molly polly peggy penny tracy tina wendy yvonne vera valerie vanessa jo beth`)
var maleNames = words(`james robert john michael david william richard joseph thomas christopher charles daniel matthew anthony mark donald
steven andrew paul joshua kenneth kevin brian george timothy ronald jason edward jeffrey ryan jacob gary nicholas eric jonathan stephen
larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry
zachary douglas peter kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan
jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip
steve mike bill jim tom bob dave dan ken ben sam fred greg jeff rick tim barack vladimir dmitry dmitri sergei sergey alexei aleksei igor
ivan boris mikhail nikolai oleg pavel viktor victor volodymyr petro andriy yuri anatoly leonid konstantin maxim roman emmanuel nicolas
francois jacques pierre jean-luc gerhard helmut olaf hans klaus wolfgang jurgen angelo silvio matteo giuseppe marco luigi mario sergio pedro
pablo carlos luis miguel jorge fernando hugo fidel raul nicolas javier rafael recep mustafa ahmed mohammed muhammad mohamed mohammad hassan
hussein ali omar osama abdul mahmoud bashar saddam ibrahim yusuf hamid benjamin ariel shimon yitzhak naftali narendra rahul imran nawaz
pervez xi jinping kim shinzo taro hiroshi kenji takashi jong-un moon tony gordon nigel keir rishi winston neville simon graham colin ian
stuart alastair alistair malcolm kofi nelson thabo jacob lech donald viktor ludovic marcel andre louis claude antoine felix oscar leo max
theodore ted franklin dwight lyndon jimmy ronald calvin woodrow ulysses abraham martin luther malcolm clint harrison eugene warren elon mitt newt
gordon brock harry percy oliver toby jake luke connor liam owen josh eli isaac moses aaron saul rupert hugh giles neil nick phil pete rob ron`)

// builtin is the lexicon of the word lists above.
type builtin struct{}

var _ Lexicon = builtin{}

func (builtin) Gender(first string) string {
	w := strings.ToLower(first)
	switch {
	case femaleNames[w]:
		return "f"
	case maleNames[w]:
		return "m"
	}
	return ""
}

func (builtin) RoleNoun(lemma string) bool { return roleNouns[lemma] }

// reporting verbs introduce speech.
var reporting = words(`say tell add announce ask reply respond explain note claim state declare deny insist argue warn
admit remark comment write report reveal confirm stress emphasise emphasize suggest promise vow pledge recall continue
conclude joke tweet quip observe acknowledge agree complain demand urge predict describe believe think shout answer exclaim
boast assert maintain point caution concede counter reiterate`)
