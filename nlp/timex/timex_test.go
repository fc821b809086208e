package timex

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// document makes sentences from lines, one token a word; punctuation at the
// end of a word is a token of its own.
func document(pub, body string) *text.Document {
	d := &text.Document{Article: &text.Article{Text: body, Published: pub}}
	at := 0
	for p, line := range strings.Split(body, "\n") {
		s := text.Sentence{Paragraph: p}
		for i := 0; i < len(line); {
			if line[i] == ' ' {
				i++
				continue
			}
			j := i
			for j < len(line) && line[j] != ' ' {
				j++
			}
			word := line[i:j]
			cut := len(word)
			for cut > 1 && strings.ContainsRune(",;!?)\"", rune(word[cut-1])) || cut > 1 && word[cut-1] == '.' && j == len(line) && !strings.HasSuffix(word, "m.") {
				cut--
			}
			open := 0
			if word[0] == '(' && cut > 1 {
				open = 1
			}
			for _, part := range []struct{ a, b int }{{0, open}, {open, cut}, {cut, len(word)}} {
				if part.a < part.b {
					sp := text.Span{Start: at + i + part.a, End: at + i + part.b}
					s.Tokens = append(s.Tokens, text.Token{Span: sp, Text: word[part.a:part.b], Norm: word[part.a:part.b], Head: -1})
					s.Span = s.Span.Cover(sp)
				}
			}
			i = j
		}
		d.Sentences = append(d.Sentences, s)
		at += len(line) + 1
	}
	return d
}

const friday = "2025-03-14" // a Friday

var cases = []struct {
	pub, body string
	want      string // phrase|EDTF|TIMEX3|basis, joined by "; "
}{
	// weekdays
	{friday, "He arrived on Thursday.", "Thursday|2025-03-13|2025-03-13|publication"},
	{friday, "He spoke on Friday.", "Friday|2025-03-14|2025-03-14|publication"},
	{friday, "She will fly to Oslo on Monday.", "Monday|2025-03-17|2025-03-17|publication"},
	{friday, "The court is expected to rule on Tuesday.", "Tuesday|2025-03-18|2025-03-18|publication"},
	{friday, "They met on Thursday night in a hotel.", "Thursday night|2025-03-13|2025-03-13TNI|publication"},
	{friday, "Last Friday he resigned.", "Last Friday|2025-03-07|2025-03-07|publication"},
	{friday, "Talks resume next Saturday.", "next Saturday|2025-03-22|2025-03-22|publication"},
	{friday, "The court will rule on Thursday week.", "Thursday week|2025-03-27|2025-03-27|publication"},
	{friday, "Lind will return a week on Tuesday.", "a week on Tuesday|2025-03-25|2025-03-25|publication"},
	{friday, "They spent a week on Crete.", "a week||P1W|none"},
	{friday, "The army left in the first week of October.", "the first week of October|2024-10-01/2024-10-07|2024-10-01/2024-10-07|publication"},
	{friday, "The shop closed on the last day of May 2023.", "the last day of May 2023|2023-05-31|2023-05-31|explicit"},
	{friday, "Sales fell in the last two weeks of 2023.", "the last two weeks of 2023|2023-12-18/2023-12-31|P2W|explicit"},
	{friday, "Your letter of the 2nd inst. reached us.", "the 2nd inst.|2025-03-02|2025-03-02|publication"},
	{friday, "The ship sailed on the 28th ult. and sank.", "the 28th ult.|2025-02-28|2025-02-28|publication"},
	{friday, "The talks ended after midnight on Tuesday.", "midnight on Tuesday|2025-03-11|2025-03-11TNI|publication"},
	{friday, "They will vote within six months.", "six months|2025-03-14/2025-09-14|P6M|publication"},
	{friday, "They voted within six months.", "six months||P6M|none"},
	{friday, "It is the worst fall since Monday.", "Monday|2025-03-10/..|2025-03-10|publication"},
	{friday, "Talks resume next Friday.", "next Friday|2025-03-21|2025-03-21|publication"},
	{"", "He arrived on Thursday.", "Thursday||XXXX-WXX-4|none"},
	// full dates
	{friday, "It began on Friday, August 21, 2015 in Seoul.", "Friday, August 21, 2015|2015-08-21|2015-08-21|explicit"},
	{friday, "It began on 21 August 2015.", "21 August 2015|2015-08-21|2015-08-21|explicit"},
	{friday, "It began on 2015-08-21.", "2015-08-21|2015-08-21|2015-08-21|explicit"},
	{friday, "Filed 14/03/2025 at noon", "14/03/2025 at noon|2025-03-14|2025-03-14T12:00|explicit"},
	{friday, "Filed 04/03/2025 in Bonn.", ""},
	{friday, "Filed 04/04/2025 in Bonn.", "04/04/2025|2025-04-04|2025-04-04|explicit"},
	{friday, "Born on the 3rd of May 1871, he painted.", "the 3rd of May 1871|1871-05-03|1871-05-03|explicit"},
	{friday, "The treaty of 30 February 2020 is a joke.", "February 2020|2020-02|2020-02|explicit"},
	// month and day, month
	{friday, "Delegations met on March 11.", "March 11|2025-03-11|2025-03-11|publication"},
	{friday, "Delegations met on 11 March.", "11 March|2025-03-11|2025-03-11|publication"},
	{friday, "The fleet sailed on December 20.", "December 20|2024-12-20|2024-12-20|publication"},
	{friday, "The trial will open on January 9.", "January 9|2026-01-09|2026-01-09|publication"},
	{friday, "They left on the 11th and returned.", "the 11th|2025-03-11|2025-03-11|publication"},
	{friday, "Sales rose in February.", "February|2025-02|2025-02|publication"},
	{friday, "Sales rose in March last year.", "March last year|2024-03|2024-03|publication"},
	{friday, "The bank closed in October 2008.", "October 2008|2008-10|2008-10|explicit"},
	{"", "Sales rose in February.", "February||XXXX-02|none"},
	// years, decades, centuries
	{friday, "The war that began in 2022 goes on.", "2022|2022|2022|explicit"},
	{friday, "It has held the town since 2022.", "2022|2022/..|2022|explicit"},
	{friday, "It changed after the 1999 election.", "1999|1999|1999|explicit"},
	{friday, "He left before Monday's vote.", "Monday|2025-03-10|2025-03-10|publication"},
	{friday, "Prices fell in the 1990s.", "1990s|199X|199|explicit"},
	{friday, "Prices fell in the late 1980s.", "the late 1980s|1986~/1989~|198|explicit"},
	{friday, "A law of the 19th century still holds.", "19th century|18XX|18|explicit"},
	{friday, "About 2000 people and 1,500 soldiers came.", ""},
	{friday, "She is in her 70s.", ""},
	// parts
	{friday, "They must withdraw by the end of March.", "the end of March|../2025-03-31|2025-03|publication"},
	{friday, "It opened in early June 2009.", "early June 2009|2009-06-01~/2009-06-10~|2009-06|explicit"},
	{friday, "Earlier this year he retired.", "Earlier this year|2025-01-01/2025-03-14|2025|publication"},
	{friday, "The rule takes effect later this month.", "later this month|2025-03-14/2025-03-31|2025-03|publication"},
	// deixis
	{friday, "Yesterday it rained.", "Yesterday|2025-03-13|2025-03-13|publication"},
	{friday, "He will speak tomorrow.", "tomorrow|2025-03-15|2025-03-15|publication"},
	{friday, "He spoke this morning.", "this morning|2025-03-14|2025-03-14TMO|publication"},
	{friday, "He spoke last night.", "last night|2025-03-13|2025-03-13TNI|publication"},
	{friday, "Drones struck overnight.", "overnight|2025-03-13/2025-03-14|2025-03-14TNI|publication"},
	{friday, "He resigned last week.", "last week|2025-03-03/2025-03-09|2025-W10|publication"},
	{friday, "He resigned last month.", "last month|2025-02|2025-02|publication"},
	{friday, "He won last year.", "last year|2024|2024|publication"},
	{friday, "They met two weeks ago.", "two weeks ago|2025-02-24/2025-03-02|2025-W09|publication"},
	{friday, "They met less than two weeks ago.", "less than two weeks ago|2025-02-24/2025-03-14|2025-W09|publication"},
	{friday, "They met over two weeks ago.", "over two weeks ago|../2025-03-02|2025-W09|publication"},
	{friday, "They met three days ago.", "three days ago|2025-03-11|2025-03-11|publication"},
	{friday, "They will meet in three days.", "three days|2025-03-17|2025-03-17|publication"},
	{friday, "The bridge was built in three days.", "three days||P3D|none"},
	{friday, "They met over the weekend.", "weekend|2025-03-08/2025-03-09|2025-W10-WE|publication"},
	{"", "They met two weeks ago.", "two weeks ago|||none"},
	{"", "Yesterday it rained.", "Yesterday|||none"},
	// quarters, seasons, fiscal years
	{friday, "Profit fell in the first quarter of 2008.", "the first quarter of 2008|2008-01/2008-03|2008-Q1|explicit"},
	{friday, "Profit fell in Q3.", "Q3|2024-07/2024-09|2024-Q3|publication"},
	{friday, "Profit fell in the second half of 2009.", "the second half of 2009|2009-07/2009-12|2009-H2|explicit"},
	{friday, "They met in the summer of 2014.", "the summer of 2014|2014-22|2014-SU|explicit"},
	{friday, "They met last summer.", "last summer|2024-22|2024-SU|publication"},
	{friday, "The budget of fiscal year 2019 was cut.", "fiscal year 2019|2019|FY2019|explicit"},
	// holidays
	{friday, "They met on Christmas Eve 2008.", "Christmas Eve 2008|2008-12-24|2008-12-24|explicit"},
	{friday, "They met on Easter Sunday 2024.", "Easter Sunday 2024|2024-03-31|2024-03-31|explicit"},
	{friday, "They met on New Year's Day.", "New Year's Day|2025-01-01|2025-01-01|publication"},
	// spans
	{friday, "The fair ran from 3 to 5 March.", "3 to 5 March|2025-03-03/2025-03-05|2025-03-03/2025-03-05|publication"},
	{friday, "The fair ran March 3–5.", "March 3–5|2025-03-03/2025-03-05|2025-03-03/2025-03-05|publication"},
	{friday, "Output fell between 2007 and 2009.", "2007 and 2009|2007/2009|2007/2009|explicit"},
	{friday, "Output fell in the 2007-08 season.", "2007-08|2007/2008|2007/2008|explicit"},
	{friday, "The strike lasted from Monday to Wednesday.", "Monday to Wednesday|2025-03-10/2025-03-12|2025-03-10/2025-03-12|publication"},
	// durations and sets
	{friday, "A 30-day truce was agreed.", "30-day||P30D|none"},
	{friday, "It ended an 11-year lull.", "11-year||P11Y|none"},
	{friday, "They must answer within 48 hours.", "48 hours||PT48H|none"},
	{friday, "It took two and a half years.", "two and a half years||P2.5Y|none"},
	{friday, "Over the past three months prices rose.", "the past three months|2024-12-14/2025-03-14|P3M|publication"},
	{friday, "Prices rose every day.", "every day||P1D|none"},
	{friday, "They report weekly.", "weekly||P1W|none"},
	{friday, "They gather every Monday.", "every Monday||XXXX-WXX-1|none"},
	{friday, "Profit rose in the first nine months of 2008.", "the first nine months of 2008|2008-01-01/2008-09-30|P9M|explicit"},
	{friday, "A 56-year-old man died.", ""},
	// clock
	{friday, "The blast came at 9 p.m. on Friday.", "9 p.m. on Friday|2025-03-14|2025-03-14T21:00|publication"},
	{friday, "Polls close Friday at 9:30pm local time.", "Friday at 9:30pm local time|2025-03-14|2025-03-14T21:30|publication"},
	{friday, "Spain won 3:2.", ""},
	// references
	{friday, "He is currently in Minsk.", "currently||PRESENT_REF|none"},
	{friday, "It was recently sold.", "recently|../2025-03-14|PAST_REF|publication"},
	{friday, "It may happen in the future.", "the future|2025-03-14/..|FUTURE_REF|publication"},
	// anaphors
	{friday, "He landed on Tuesday.\nOn the same day he met the king.", "Tuesday|2025-03-11|2025-03-11|publication; the same day|2025-03-11|2025-03-11|anaphor"},
	{friday, "He landed on May 3, 2011.\nThe previous day he had left Rome.", "May 3, 2011|2011-05-03|2011-05-03|explicit; The previous day|2011-05-02|2011-05-02|anaphor"},
	{friday, "He landed on May 3, 2011.\nThe following week he left.", "May 3, 2011|2011-05-03|2011-05-03|explicit; The following week|2011-05-09/2011-05-15|2011-W19|anaphor"},
	{friday, "He was born in 1811.\nTwo years later he moved.", "1811|1811|1811|explicit; Two years later|1813|1813|anaphor"},
	{friday, "He was shot on 30 May 1832.\nHe was buried on 2 June.", "30 May 1832|1832-05-30|1832-05-30|explicit; 2 June|1832-06-02|1832-06-02|anaphor"},
	{friday, "On the same day he met the king.", "the same day|||none"},
	// words that only look like dates
	{friday, "You may march on a sunny second of fall in prices.", ""},
	{friday, "They march in May Street with Theresa May.", ""},
	{friday, "The Sun wrote that he sat down for a second.", ""},
	{friday, "May I ask who won?", ""},
	{friday, "April Jones and June Carter sang.", ""},
	{friday, "It cost $2008 and weighs 1800 kg.", ""},
	{friday, "He works for The Sunday Times.", ""},
}

func TestFind(t *testing.T) {
	for _, c := range cases {
		d := document(c.pub, c.body)
		var got []string
		for _, e := range Find(d) {
			got = append(got, fmt.Sprintf("%s|%s|%s|%s", e.In(c.body), e.EDTF, e.Timex, e.Basis))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("published %q: %s\n got %s\nwant %s", c.pub, c.body, g, c.want)
		}
	}
}

// TestWeekdays checks every weekday against every day of publication of
// years with and without a leap day and over the turns of years.
func TestWeekdays(t *testing.T) {
	for _, year := range []int{1999, 2000, 2023, 2024, 2025} {
		for pub := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); pub.Year() == year; pub = pub.AddDate(0, 0, 1) {
			for w := time.Sunday; w <= time.Saturday; w++ {
				p := pub.Format(time.DateOnly)
				past := one(t, p, "They met on "+w.String()+".")
				if past.Weekday() != w || past.After(pub) || pub.Sub(past) >= 7*24*time.Hour {
					t.Fatalf("published %s, past %s: got %s", p, w, past.Format(time.DateOnly))
				}
				next := one(t, p, "They will meet on "+w.String()+".")
				if next.Weekday() != w || next.Before(pub) || next.Sub(pub) >= 7*24*time.Hour {
					t.Fatalf("published %s, future %s: got %s", p, w, next.Format(time.DateOnly))
				}
				last := one(t, p, "They met last "+w.String()+".")
				if last.Weekday() != w || !last.Before(pub) || pub.Sub(last) > 7*24*time.Hour {
					t.Fatalf("published %s, last %s: got %s", p, w, last.Format(time.DateOnly))
				}
			}
		}
	}
}

// TestMonthDays checks every day of the calendar, named without its year,
// against days of publication through several years.
func TestMonthDays(t *testing.T) {
	for pub := time.Date(2023, 11, 20, 0, 0, 0, 0, time.UTC); pub.Year() < 2025; pub = pub.AddDate(0, 0, 9) {
		p := pub.Format(time.DateOnly)
		for d := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == 2024; d = d.AddDate(0, 0, 1) {
			name := d.Format("January 2")
			past := one(t, p, "They met on "+name+".")
			if past.Month() != d.Month() || past.Day() != d.Day() || past.After(pub) {
				t.Fatalf("published %s, past %s: got %s", p, name, past.Format(time.DateOnly))
			}
			if limit := pub.AddDate(-1, 0, 0); d.Day() != 29 && !past.After(limit.AddDate(0, 0, -1)) {
				t.Fatalf("published %s, past %s: got %s, more than a year ago", p, name, past.Format(time.DateOnly))
			}
			next := one(t, p, "They will meet on "+name+".")
			if next.Month() != d.Month() || next.Day() != d.Day() || next.Before(pub) {
				t.Fatalf("published %s, future %s: got %s", p, name, next.Format(time.DateOnly))
			}
		}
	}
}

func one(t *testing.T, pub, body string) time.Time {
	t.Helper()
	got := Find(document(pub, body))
	if len(got) != 1 {
		t.Fatalf("published %s: %q: got %d expressions, want 1", pub, body, len(got))
	}
	day, err := time.Parse(time.DateOnly, got[0].EDTF)
	if err != nil {
		t.Fatalf("published %s: %q: %v", pub, body, err)
	}
	return day
}

func TestEaster(t *testing.T) {
	for _, c := range []struct {
		year              int
		western, orthodox string
	}{{1961, "04-02", "04-09"}, {2008, "03-23", "04-27"}, {2024, "03-31", "05-05"}, {2025, "04-20", "04-20"}, {2038, "04-25", "04-25"}} {
		if got := easter(c.year).Format("01-02"); got != c.western {
			t.Errorf("easter(%d) = %s, want %s", c.year, got, c.western)
		}
		if got := orthodoxEaster(c.year).Format("01-02"); got != c.orthodox {
			t.Errorf("orthodoxEaster(%d) = %s, want %s", c.year, got, c.orthodox)
		}
	}
}

// TestStory has a tree: the date in the past perfect is no antecedent of
// "the same day", as it steps out of the line of the story.
func TestStory(t *testing.T) {
	d := document(friday, "Weber met Ruiz on Wednesday .\nHe had visited Rome on March 3 .\nOn the same day Ruiz also met Okafor .")
	set := func(s, i, head int, rel, upos, xpos, lemma string) {
		w := &d.Sentences[s].Tokens[i]
		w.Head, w.Deprel, w.UPOS, w.XPOS, w.Lemma = head, rel, upos, xpos, lemma
	}
	set(0, 0, 1, "nsubj", "PROPN", "NNP", "Weber")
	set(0, 1, -1, "root", "VERB", "VBD", "meet")
	set(0, 2, 1, "obj", "PROPN", "NNP", "Ruiz")
	set(0, 3, 4, "case", "ADP", "IN", "on")
	set(0, 4, 1, "obl", "PROPN", "NNP", "Wednesday")
	set(1, 0, 2, "nsubj", "PRON", "PRP", "he")
	set(1, 1, 2, "aux", "AUX", "VBD", "have")
	set(1, 2, -1, "root", "VERB", "VBN", "visit")
	set(1, 3, 2, "obj", "PROPN", "NNP", "Rome")
	set(1, 4, 5, "case", "ADP", "IN", "on")
	set(1, 5, 2, "obl", "PROPN", "NNP", "March")
	set(1, 6, 5, "nummod", "NUM", "CD", "3")
	set(2, 0, 3, "case", "ADP", "IN", "on")
	set(2, 1, 3, "det", "DET", "DT", "the")
	set(2, 2, 3, "amod", "ADJ", "JJ", "same")
	set(2, 3, 6, "obl", "NOUN", "NN", "day")
	set(2, 4, 6, "nsubj", "PROPN", "NNP", "Ruiz")
	set(2, 5, 6, "advmod", "ADV", "RB", "also")
	set(2, 6, -1, "root", "VERB", "VBD", "meet")
	set(2, 7, 6, "obj", "PROPN", "NNP", "Okafor")
	got := Find(d)
	if len(got) != 3 || got[2].EDTF != "2025-03-12" || got[2].Anchor != 0 {
		t.Errorf("got %+v, want the same day to be 2025-03-12 by expression 0", got)
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range cases {
		f.Add(c.pub, c.body)
	}
	f.Add(friday, "99999999 centuries ago , 99999999 weeks later , 9999999 months before Christmas")
	f.Add("9999-12-31", "next century , two years later , from December to March")
	f.Add("0001-01-01", "last century , two years ago , from December to March")
	f.Fuzz(func(t *testing.T, pub, body string) {
		if len(body) > 2000 {
			return
		}
		d := document(pub, strings.ToValidUTF8(body, " "))
		last := 0
		for i, e := range Find(d) {
			if _, err := schema.ParseEDTF(e.EDTF, schema.BasisExplicit); err != nil {
				t.Errorf("%q: %v", body, err)
			}
			if e.Start < last || e.Span.Empty() || e.Span.End > len(d.Article.Text) {
				t.Errorf("%q: span %v after %d", body, e.Span, last)
			}
			if e.Anchor >= i || (e.Basis == basisAnaphor) != (e.Anchor >= 0) {
				t.Errorf("%q: anchor %d of expression %d with basis %s", body, e.Anchor, i, e.Basis)
			}
			if d.Article.Published == "" && e.Basis == basisPublication {
				t.Errorf("%q: dated by an unknown publication", body)
			}
			last = e.Span.End
		}
	})
}
