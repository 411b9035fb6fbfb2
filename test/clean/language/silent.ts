/** What tells nothing: names, acronyms, numbers, too few words, languages that are not known here. */
export const SILENT = `S1 A
Vitamin A
Vitamin C
Vitamin D deficiency
A
I
e
S1
1 a 2 o
Plan B
Type O
iPhone 17 Pro Max
Samsung Galaxy S25 Ultra
Volkswagen ID.4
PlayStation 5
Windows 11 24H2
Boeing 737 MAX
F-16
G 20
Model Y
Model S
Team A
Series A
Hepatitis B
Omega 3
Barack Obama
Nelson Mandela
Mazlum Abdi
Emmanuel Macron
Recep Tayyip Erdoğan
Nechirvan Barzani
Abdullah Öcalan
Masoud Barzani
Angela Merkel
Pedro Sánchez
São Paulo
Zürich
Göteborg
Łódź
Real Madrid 3 Barcelona 1
Bayern 2:1 Dortmund
42
2015
1 2 3
12/05/2015
100 %
$ 5
…
🙂
GPT-5 o1 mini
USB-C
K-9
X y Z
A & B
o o o
A e I o
B. A. S.
D'Artagnan
O'Brien
La Paz
El Clásico
De Gaulle
Los Angeles
La La Land
Da Vinci
Il Divo
Le Mans
Das Auto
Und
HTML & CSS
Toyota تويوتا
y = a + b
Vitamin A y E
v 2 z 3
e o a
De oorlog is voorbij
El fin de la guerra
La ministra no se va
Minister tritt zurück und geht
Muere el expresidente de Perú
Savaş bitti
È finita la guerra
Şer qediya
Война закончилась
Двое погибших в Москве
Erdoğan
Şırnak
Serê Kaniyê
Recep Tayyip Erdoğan, Selahattin Demirtaş
PKK, YPG, YPJ
2015
Iran will save Assad
Kobane: fighters advance
Rojava
Ribuan keluarga kembali ke rumah di kota di Suriah
@egid #Rojava https://example.com/the/of/and/in`
