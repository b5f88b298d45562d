ln -s ../b/tall.csv a/lenke.csv
ln -s tall.csv a/intern.csv
mkfifo a/ror.csv
truncate -s 101M a/stor.csv
mkdir a/mappe.csv
