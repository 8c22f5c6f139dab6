"""Any list as records of text: text files in any dialect, and workbooks."""
