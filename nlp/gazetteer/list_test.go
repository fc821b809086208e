package gazetteer

import (
	"strings"
	"testing"
)

const goodList = "\ufeffname,aliases,kind,role,from,to,wikidata\n" +
	"# our desk's own\n" +
	"Anna Berg,A. Berg;Berg,person,President of Freedonia,2019-05-01,2023-04-30,Q1\n" +
	"Karl Holm,,person,President of Freedonia,2023-04-30,,\n" +
	"Anna Berg,,person,Prime Minister of Freedonia,2024-01-01,,Q1\n" +
	"\"Holm, Lund & Sons\",HLS,organisation,,,,\n"

func TestParseList(t *testing.T) {
	l, err := ParseList(goodList)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Lookup("a berg"); len(got) != 1 || got[0].Name != "Anna Berg" || got[0].Of != "Freedonia" {
		t.Errorf("A. Berg: %+v", got)
	}
	if got := l.Lookup("Anna Berg"); len(got) != 2 {
		t.Errorf("Anna Berg: %+v", got)
	}
	if got := l.Lookup("HLS"); len(got) != 1 || got[0].Name != "Holm, Lund & Sons" {
		t.Errorf("HLS: %+v", got)
	}
	if l.Lookup("Nobody") != nil || len(l.Fingerprint()) != 8 {
		t.Error("somebody, or no fingerprint")
	}
	checkHolders(t, l, []heldOn{
		{"the president of Freedonia", "2020-01-01", "Anna Berg"},
		{"Freedonia's president", "2024-06-01", "Karl Holm"},
		{"the Freedonia prime minister", "2024-06-01", "Anna Berg"},
		{"the president of Freedonia", "2023-04-30", ""}, // the day of the hand-over
		{"the president of Freedonia", "2018-01-01", ""},
		{"the former president of Freedonia", "2020-01-01", ""},
		{"a president of Freedonia", "2020-01-01", ""},
		{"the president", "2020-01-01", ""},
	})
}

// heldOn is who held on a day the office that a phrase names, "" if nobody is
// known for certain.
type heldOn struct{ phrase, day, want string }

func checkHolders(t *testing.T, l *List, cases []heldOn) {
	t.Helper()
	for _, c := range cases {
		if e, _ := Holder(c.phrase, c.day, l); e.Name != c.want {
			t.Errorf("%s on %s: got %q, want %q", c.phrase, c.day, e.Name, c.want)
		}
	}
}

func TestHolder(t *testing.T) {
	checkHolders(t, nil, []heldOn{
		{"the US president", "2019-06-01", "Donald Trump"},
		{"the US leader", "2022-06-01", "Joe Biden"},
		{"the Russian leader", "2025-03-02", "Vladimir Putin"},
		{"the North Korean leader", "2025-03-02", "Kim Jong Un"},
		{"the Polish leader", "2025-03-02", ""}, // a president and a prime minister
		{"the opposition leader", "2025-03-02", ""},
		{"the US president", "2022-06-01", "Joe Biden"},
		{"the US president", "2025-03-14", "Donald Trump"},
		{"the U.S. President", "2010-03-14", "Barack Obama"},
		{"the president of the United States", "2005-03-14", "George W. Bush"},
		{"Germany’s chancellor", "2015-03-14", "Angela Merkel"},
		{"the British prime minister", "2023-02-23", "Rishi Sunak"},
		{"the NATO secretary general", "2020-02-23", "Jens Stoltenberg"},
		{"the US president", "2031-01-01", ""}, // long after the list was checked
		{"the US president", "1990-01-01", ""},
		{"the US president", "2025", ""},
		{"the former US president", "2022-06-01", ""},
		{"the US envoys", "2025-03-14", ""},
		{"US president", "2025-03-14", ""},
	})
}

func TestParseListFaults(t *testing.T) {
	for _, c := range []struct{ content, want string }{
		{"", "line 1: it is empty"},
		{"name,role\nA,b\n", "line 1: the column kind is missing"},
		{"name,kind,colour\n", `line 1: there is no column "colour"`},
		{"name,kind,name\n", "line 1: column name stands twice"},
		{"name,kind\nAnna\n", "line 2: it has 1 fields, the first line 2"},
		{"name,kind\n…,person\n", `line 2: the name "…" holds no letters`},
		{"name,kind\nAnna,robot\n", `line 2: "robot" is no kind`},
		{"name,kind,from\nAnna,person,May\n", `line 2: from: "May" is no day`},
		{"name,kind,from,to\nAnna,person,2020-01-02,2020-01-01\n", "line 2: it ends on 2020-01-01, before"},
		{"name,kind,wikidata\nAnna,person,159\n", `line 2: "159" is no Wikidata id`},
		{"name,kind,country\nAnna,person,XX\n", `line 2: "XX" is no country`},
		{"name,kind\nAnna,person\n\nanna,person\n", "line 4: line 2 has the same actor"},
		{"name,kind,role\nAnna,person,a\nAnna,place,b\n", "line 3: line 2 says of Anna: person"},
		{"name,kind,aliases\nAnna,person,Boss\nBeth,person,boss\n", `line 3: "boss" names Beth, and in line 2 Anna`},
		{"name,kind,role\nAnna,person,King of X\nBeth,person,King of X\n", "line 3: Beth is King of X while Anna (line 2) is"},
		{"name,kind,role,of\nAnna,person,,X\n", "line 2: it says of what"},
		{"name,kind\n\"Anna,person\n", "line"},
		{"name,kind\nAnna,\xff\n", "line 2: it is not valid UTF-8"},
		{"name,kind\nA,x\nB,y\n", "line 3: \"y\" is no kind"}, // every fault, not only the first
	} {
		l, err := ParseList(c.content)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.content, err, c.want)
		}
		if l != nil {
			t.Errorf("%q: a faulty file gave a list", c.content)
		}
	}
}

func FuzzParseList(f *testing.F) {
	f.Add(goodList)
	f.Add("name,kind\n\"")
	f.Add("kind,name,aliases\nplace,X;Y,;;")
	f.Fuzz(func(t *testing.T, s string) {
		l, err := ParseList(s)
		if (l == nil) != (err != nil) {
			t.Errorf("%q: %v, %v", s, l, err)
		}
		Holder(s, "2025-03-14", l)
	})
}
