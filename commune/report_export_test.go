package commune

// FoldForTest is the fold that the endpoint gives to its store.
func (o *Office) FoldForTest(changes []Logged) (Row, error) { return o.rules.fold(changes) }
