package eval

// All lists the evaluations in order of their names.
func All() []Evaluation {
	return []Evaluation{
		{Name: "statements", Summary: "statements of three articles against hand-made gold lists", Run: statements},
	}
}
