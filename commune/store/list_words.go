package store

import (
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// errEnough ends a query whose page is full.
var errEnough = errors.New("the page is full")

// findWords finds a page of records that have words. The first records of the list are looked at
// themselves: words that are common are found there. If they are not, the index of words gives the
// records that have them: few lead, many are looked for on through the list.
func (l *listing) findWords(index string) ([]hit, error) {
	found, done, err := l.scan(index)
	if err != nil || done {
		return found, err
	}
	match, exact := l.match()
	if match == "" {
		return l.hits(l.sql(index, l.wordTerms(), l.q.Limit+1))
	}
	var n int
	if err := l.QueryRowContext(l.ctx, `SELECT count(*) FROM (SELECT rowid FROM word_index WHERE word_index MATCH $1 LIMIT $2)`,
		match, matched+1).Scan(&n); err != nil || n == 0 {
		return found, err
	}
	more := ""
	if !exact {
		more = l.wordTerms()
	}
	l.args = append(l.args, match)
	matching := `(SELECT rowid FROM word_index WHERE word_index MATCH ` + l.place(len(l.args)) + `)`
	if n > matched {
		return l.hits(l.sql(index, more+" AND doc IN "+matching, l.q.Limit+1))
	}
	// CROSS JOIN: the index of words leads, whatever the order of the list.
	return l.hits(strings.Replace(l.sql("", more+" AND doc = found.rowid", l.q.Limit+1), "FROM listing INDEXED BY ",
		"FROM "+matching+" found CROSS JOIN listing", 1))
}

// scan looks at the first records of the list; done tells that there is nothing more to find.
func (l *listing) scan(index string) (found []hit, done bool, err error) {
	task := slices.IndexFunc(l.terms, func(t string) bool { return strings.HasPrefix(t, "tasks LIKE") })
	own := l.terms
	cond := "1"
	if task >= 0 {
		cond = "h.tasks" + strings.TrimPrefix(l.terms[task], "tasks")
		l.terms = slices.Delete(slices.Clone(own), task, task+1)
	}
	inner := strings.Replace(l.sql(index, "", scanned), `SELECT doc, record, `+l.order.column, `SELECT doc, record, tasks, `+l.order.column, 1)
	l.terms = own
	args := slices.Clone(l.args)
	for _, word := range l.q.Words {
		args = append(args, likeWord(word))
		cond += ` AND r.search LIKE ` + l.place(len(args)) + ` ESCAPE '\'`
	}
	seen := 0
	err = l.each(`SELECT h.doc, h.record, h.`+l.order.column+`, `+cond+` FROM (`+inner+`) h CROSS JOIN record r
		WHERE r.commune = $1 AND r.id = h.record`, args, func(rows *sql.Rows) error {
		var h hit
		var has bool
		seen++
		err := rows.Scan(&h.doc, fixed{h.record[:]}, &h.key, &has)
		if has {
			found = append(found, h)
		}
		if len(found) > l.q.Limit {
			return errEnough
		}
		return err
	})
	if err == errEnough { //nolint:errorlint // each gives it as it is
		return found, true, nil
	}
	return found, seen < scanned, err
}

// wordTerms are the conditions on the words, as arguments behind those of the terms.
func (l *listing) wordTerms() string {
	var b strings.Builder
	for _, word := range l.q.Words {
		l.args = append(l.args, likeWord(word))
		b.WriteString(` AND EXISTS (SELECT 1 FROM record r WHERE r.commune = $1 AND r.id = listing.record AND r.search LIKE ` +
			l.place(len(l.args)) + ` ESCAPE '\')`)
	}
	return b.String()
}

// place is the placeholder of the nth argument behind the commune.
func (l *listing) place(n int) string { return "$" + strconv.Itoa(n+1) }

func likeWord(word string) string { return "% " + likeEscaper.Replace(word) + "%" }

// match asks the index for all words, each as the beginning of one, and the task; "" when none of
// them can be asked for. exact tells that it asks for all of them.
func (l *listing) match() (query string, exact bool) {
	var all []string
	exact = true
	for _, word := range l.q.Words {
		if strings.IndexFunc(word, func(r rune) bool { return !isWord(r) }) < 0 && word != "" {
			all = append(all, `"`+word+`"*`)
		} else {
			exact = false
		}
	}
	if l.q.Task != "" {
		all = append(all, `"`+taskWord(l.q.Task)+`"`)
	}
	return strings.Join(all, " AND "), exact
}
