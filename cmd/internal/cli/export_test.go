package cli

// The catalogue, for the check of its languages.
var (
	UsageWords    = say
	ArgumentWords = arguments
)
