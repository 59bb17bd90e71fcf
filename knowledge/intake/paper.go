package intake

import (
	"regexp"
	"strings"

	"motcua/knowledge/vi"
)

// paperWords begin the names of papers, in lower case.
func paperWords() []string {
	return []string{
		"bản sao", "bản chính", "bản gốc", "bản chụp", "bản khai", "bản kê", "bản dịch", "bản cam kết", "bản vẽ", "bản thuyết minh", "bản đồ", "bản ",
		"văn bản", "giấy", "đơn", "tờ khai", "tờ trình", "quyết định", "hợp đồng", "báo cáo", "biên bản", "danh sách", "danh mục", "chứng chỉ",
		"chứng từ", "chứng thư", "phiếu", "tài liệu", "các tài liệu", "các giấy tờ", "các văn bản", "sơ đồ", "hộ chiếu", "thẻ ", "ảnh", "hóa đơn", "hoá đơn",
		"công văn", "phương án", "đề án", "bảng", "lý lịch", "sổ ", "một trong", "một hoặc", "nghị quyết", "điều lệ", "thông báo", "cam kết", "xác nhận",
		"trích lục", "vận đơn", "vận tải đơn", "kết quả", "thuyết minh", "01 ", "02 ", "03 ", "hồ sơ thiết kế", "thỏa thuận", "dự thảo", "quy chế", "tệp tin", "các chứng từ", "tóm tắt", "các bản", "bằng ", "mẫu ", "ý kiến",
	}
}

// startsPaper reports whether a text begins like the name of a paper.
func startsPaper(s string) bool {
	low := vi.Lower(trimBullet(s)) + " "
	if strings.HasPrefix(low, "đơn vị ") {
		return false
	}
	for _, w := range paperWords() {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return false
}

var (
	// remark begins lines that name no paper, in lower case.
	remark = regexp.MustCompile(`^(\(|lưu ý|ghi chú|số lượng|sl hồ sơ|chi phí|phiếu này|khuyến khích|chậm nhất|thời hạn|trách nhiệm|không quy định|miễn tài liệu|do (ủy|uỷ) ban|cơ quan (giải quyết|tiếp nhận|đăng ký|quản lý|có thẩm quyền)|thực hiện theo|(doanh nghiệp|tổ chức|cá nhân)[^.;]{0,60}không phải|(các )?tài liệu quy định tại|hồ sơ (có thể|gồm|bao gồm|được lập|phải|này|nêu trên)|thành phần hồ sơ (được|phải|trong|có|là|quy định))`)
	// foreign begins lines on papers from abroad that ask for no paper of their own.
	foreign = regexp.MustCompile(`^((các )?(giấy tờ|tài liệu|văn bản|hồ sơ)[^.;]{0,120}(được lập bằng tiếng|bằng tiếng nước ngoài|do cơ quan có thẩm quyền[^.;]{0,30}nước ngoài)[^.;]{0,120}phải)`)
	// lead begins lines that say when a paper is needed before they name it.
	lead = regexp.MustCompile(`^(trong )?(trường hợp|đối với|ngoài|nếu|khi |riêng|sau khi|công trình|người|cá nhân|tổ chức|doanh nghiệp|thành phần hồ sơ [0-9]|kèm theo|xuất trình|nộp cho|trình )`)
	// asks is followed by the paper asked for.
	asks  = regexp.MustCompile(`(?i)(?:phải có thêm|phải có|có thêm|phải nộp lại|phải nộp bổ sung|phải nộp|nộp lại|nộp bổ sung|nộp thêm|nộp kèm|phải kèm theo|kèm theo|gửi kèm theo|gửi kèm|phải bổ sung|bổ sung|phải cung cấp|cung cấp|phải xuất trình|xuất trình|nộp|gửi|hồ sơ[^.;,:]{0,60} là)\s*:?\s+(?:thêm |lại |kèm )?`)
	never = regexp.MustCompile(`(?i)không (phải|cần|bao gồm|yêu cầu|được)[^.;]{0,40}$|không\s*$`)
)

// paper is what a line says about a paper.
type paper struct {
	name string // the line from the paper's name on
	when string // the condition that stood before it
	none bool   // the line names no paper
}

// readPaper finds the paper a line asks for. zero says that the line closes
// with "0 bản chính" alone, as remarks do.
func readPaper(text string, zero bool) paper {
	bare := trimBullet(text)
	low := vi.Lower(bare)
	switch {
	case bare == "" || remark.MatchString(low) || foreign.MatchString(low):
		return paper{none: true}
	case !lead.MatchString(low) || len(low) != len(bare):
		return paper{name: bare, none: zero && !startsPaper(bare) && !strings.Contains(low, "bản ")}
	}
	if name, when, ok := afterLead(bare); ok {
		return paper{name: name, when: when, none: zero && conditional(low)}
	}
	return paper{name: bare, none: conditional(low)}
}

// conditional reports whether a lead needs a paper after it to make sense.
func conditional(low string) bool {
	for _, w := range []string{"trường hợp", "trong trường hợp", "đối với", "ngoài", "nếu", "khi ", "riêng", "sau khi", "người ủy quyền", "người uỷ quyền"} {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return false
}

// afterLead cuts a line into the condition and the paper named after it: the
// first that follows a colon or a verb such as "phải nộp".
func afterLead(s string) (name, when string, ok bool) {
	best := len(s) + 1
	take := func(end, from int, rest string) {
		if from < best && !never.MatchString(s[:end]) {
			best, name, when, ok = from, rest, leadText(s[:end]), true
		}
	}
	for i, r := range s {
		if r != ':' {
			continue
		}
		rest := trimBullet(strings.TrimPrefix(trimBullet(s[i+1:]), "kèm "))
		if startsPaper(rest) || strings.HasPrefix(vi.Lower(rest), "hồ sơ") && !remark.MatchString(vi.Lower(rest)) {
			take(i, i, rest)
		}
	}
	for _, at := range asks.FindAllStringIndex(s, -1) {
		if rest := trimBullet(s[at[1]:]); startsPaper(rest) {
			take(at[0], at[0], rest)
		} else if strings.HasPrefix(rest, "hồ sơ đăng ký ") {
			break
		}
	}
	if at := wholeFile.FindStringSubmatchIndex(s); at != nil {
		take(at[0], at[0], s[at[2]:])
	}
	if at := isPaper.FindStringSubmatchIndex(s); at != nil {
		take(at[0], at[0], s[at[2]:])
	}
	return name, when, ok
}

var (
	// wholeFile finds ", hồ sơ đăng ký ... theo quy định": the file of another case.
	wholeFile = regexp.MustCompile(`,\s+(hồ sơ (?:đăng ký|đề nghị)[^,;:]{0,80} (?:theo quy định|bao gồm:|gồm:))`)
	// isPaper finds "thì văn bản có nội dung ... là tài liệu phải có".
	isPaper = regexp.MustCompile(`\sthì\s+((?:văn bản|giấy|tài liệu|bản sao|hợp đồng)[^.;:]{0,200} là (?:tài liệu|giấy tờ))`)
)

// leadText trims the words that only join a condition to its paper.
func leadText(s string) string {
	s = strings.TrimSpace(s)
	for _, w := range []string{" phải", " thì", " cụ thể", ",", " hồ sơ", " sau đây", " sau"} {
		s = strings.TrimRight(strings.TrimSuffix(s, w), " ,;:")
	}
	return capped(s, 300)
}
