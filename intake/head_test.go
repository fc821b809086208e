package intake

import "testing"

func TestOutletLine(t *testing.T) {
	for _, c := range []struct{ text, outlet, author, day string }{
		{"Shells hit a market\n\nBy Ann Lee\nThe Harbour Gazette\nMarch 4, 2025\n\nOSLO — Four people died on Monday, doctors said.", "The Harbour Gazette", "Ann Lee", "2025-03-04"},
		{"Shells hit a market\n\nBy Ann Lee\nMarch 4, 2025\n\nFour people died on Monday, doctors said.", "", "Ann Lee", "2025-03-04"},
		// A line that nothing marks as an outlet is text.
		{"Shells hit a market\n\nDoctors Fear The Worst\n\nMarch 4, 2025\n\nFour people died on Monday, doctors said.", "", "", "2025-03-04"},
		{"Shells hit a market\n\nBy Ann Lee\nWhat the doctors said\nMarch 4, 2025\n\nFour people died on Monday.", "", "Ann Lee", "2025-03-04"},
	} {
		h := readHead(c.text, splitUnits(c.text))
		if h.outlet != c.outlet || h.author != c.author || h.published != c.day {
			t.Errorf("%q: got outlet %q, author %q, day %q", c.text, h.outlet, h.author, h.published)
		}
	}
}
