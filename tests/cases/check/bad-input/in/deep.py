import sys
sys.stdout.write('plan g "Dyp"\n' + "".join("  " * i + f'mål n{i} "Nivå {i}"\n' for i in range(10000)))
