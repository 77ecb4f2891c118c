"""The same few invented people and places in every test."""

BAC_GIANG = "07210"  # phường Bắc Giang
TAN_YEN = "07339"
HA = {"name": "Nguyễn Thu Hà", "title": "Chuyên viên", "phone": "0204 3000 101", "login": "ha", "role": "officer"}
LAM = {"name": "Trần Văn Lâm", "title": "Chuyên viên", "phone": "0204 3000 102", "login": "lam", "role": "officer"}
MAI = {
    "name": "Lê Thị Mai",
    "title": "Cán bộ tiếp công dân",
    "phone": "0204 3000 103",
    "login": "mai",
    "role": "reception",
}
SON = {"name": "Phạm Minh Sơn", "title": "Trưởng phòng", "phone": "0204 3000 104", "login": "son", "role": "head"}
CUC = {"name": "Hoàng Thị Cúc", "title": "Chủ tịch", "phone": "0204 3000 105", "login": "cuc", "role": "head"}
DUNG = {"name": "Vũ Đức Dũng", "title": "Trưởng ban", "phone": "0222 3000 106", "login": "dung", "role": "reception"}
GIAP = {"name": "Giáp Văn Thanh", "title": "Phó Chánh Văn phòng", "phone": "", "login": "giap", "role": "supervisor"}
QUY = {"name": "Đỗ Văn Quý", "title": "Quản trị", "phone": "", "login": "quy", "role": "administrator"}
NGA = {"name": "Bùi Thị Nga", "title": "Ủy ban Mặt trận", "phone": "", "login": "nga", "role": "observer"}
TAM = {"name": "Ngô Thị Tâm", "title": "Chuyên viên", "phone": "0204 3000 107", "login": "tam", "role": "officer"}
