package archtest_test

// modulePath begins the import paths of the project's packages.
const modulePath = "motcua"

// row says what a package may import of the project. All paths are below the module.
type row struct {
	may   []string // packages it may import
	tests []string // packages its tests may import besides
}

// testHelpers may be imported by the tests of every package.
var testHelpers = []string{"channels/gateway/storetest", "channels/channeltest"}

// table is the table of section 2 of the design: the direction of the arrows.
// Packages below cmd need no row: they may import anything.
var table = map[string]row{
	"knowledge":           {},
	"knowledge/vi":        {},
	"knowledge/calendar":  {may: []string{"knowledge"}},
	"knowledge/catalogue": {may: []string{"knowledge", "knowledge/vi"}, tests: []string{"data"}},
	"knowledge/intake":    {may: []string{"knowledge", "knowledge/vi"}},
	"knowledge/search":    {may: []string{"knowledge", "knowledge/vi"}},
	"knowledge/curation":  {may: []string{"knowledge", "knowledge/vi", "knowledge/catalogue", "data/boltdb"}},

	"assistant":           {may: []string{"knowledge", "knowledge/vi", "knowledge/calendar", "assistant/templates"}},
	"assistant/templates": {},
	"assistant/intent":    {may: []string{"assistant", "knowledge", "knowledge/vi"}},
	"assistant/ranking":   {may: []string{"assistant", "knowledge", "knowledge/vi"}},
	"assistant/eval":      {may: []string{"assistant", "knowledge", "knowledge/vi"}},

	"channels":                   {may: []string{"assistant", "knowledge"}},
	"channels/channeltest":       {may: []string{"channels", "assistant", "knowledge"}},
	"channels/gateway":           {may: []string{"channels", "assistant"}},
	"channels/gateway/storetest": {may: []string{"channels", "channels/gateway", "assistant"}},
	"channels/gateway/boltstore": {may: []string{"channels", "channels/gateway", "assistant", "data/boltdb"}},
	"channels/gateway/natsstore": {may: []string{"channels", "channels/gateway", "assistant"}},
	// Outbound carries assistant types: tests of adapters build them.
	"channels/telegram": {may: []string{"channels"}, tests: []string{"assistant"}},
	"channels/zalo":     {may: []string{"channels"}, tests: []string{"assistant"}},
	"channels/console":  {may: []string{"channels"}, tests: []string{"assistant"}},
	"channels/handout":  {may: []string{"channels", "assistant", "knowledge"}},
	"channels/web":      {may: []string{"channels", "assistant", "knowledge", "channels/handout"}},
	"channels/widget":   {may: []string{"channels", "assistant", "knowledge", "channels/handout"}},
	"channels/staff":    {may: []string{"channels", "assistant", "knowledge", "channels/handout"}},

	"data":        {},
	"data/boltdb": {},
}

// owner says that only these packages import a library.
type owner struct {
	library  string // the import path, or what it begins with before a slash
	packages []string
}

// owners fence libraries in, tests included. Libraries without an owner go
// where they are needed.
var owners = []owner{
	{"github.com/blevesearch", []string{"knowledge/search"}},
	{"github.com/kljensen/snowball", []string{"knowledge/search"}},
	{"go.etcd.io/bbolt", []string{"data/boltdb", "channels/gateway/boltstore", "knowledge/curation"}},
	{"github.com/labstack", []string{"channels/web", "channels/widget", "channels/staff"}},
	{"github.com/go-telegram/bot", []string{"channels/telegram"}},
	{"github.com/nats-io/nats.go", []string{"channels/gateway/natsstore"}},
	{"github.com/go-pdf/fpdf", []string{"channels/handout"}},
	{"codeberg.org/go-pdf/fpdf", []string{"channels/handout"}},
	{"github.com/skip2/go-qrcode", []string{"channels/handout"}},
}

// environmentReader is the only package that reads the environment.
const environmentReader = "cmd/internal/config"

// vietnameseAllowed lists the files below assistant and channels that may hold
// Vietnamese in string literals, and why. What residents read belongs into
// assistant/templates, what is matched against their words into data/phrases.
var vietnameseAllowed = map[string]string{
	"assistant/personal.go":       "labels that stand in place of personal data",
	"assistant/personal_intro.go": "the words that introduce personal data",
	"assistant/ranking/noise.go":  "single letters for made-up misspellings, no wording",
}
