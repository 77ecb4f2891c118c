"""The reception book (Sổ tiếp công dân, Mẫu 03/TCD): its lines, and the same on paper and as a spreadsheet."""
