/**
 * Parts that invented names are put together from. The lists are our own: common given names and clan names of
 * each culture, no list of real people.
 */

export type Culture = 'javanese' | 'sundanese' | 'minang' | 'batak' | 'balinese' | 'muslim' | 'christian'

export type NameList = {
  men: readonly string[]
  women: readonly string[]
  /** Second names of men; clan names for all where `clan` is set. */
  last: readonly string[]
  /** Second names of women, where there are no clan names. */
  lastWomen?: readonly string[]
  /** Clan names pass from father to child. */
  clan: boolean
  /** How many carry no second name: old Javanese names are often one word. */
  single: number
  /** Codes of AGAMA with their weights. */
  religions: readonly (readonly [code: number, weight: number])[]
}

const words = (text: string) => text.split(' ')

const MUSLIM_MEN = words(
  'MUHAMMAD AHMAD ABDUL ALI UMAR USMAN HASAN HUSEIN IBRAHIM ISMAIL YUSUF YAHYA ZAINAL FAJAR RIZKI FAHMI ' +
    'HAFIZ ILHAM IRFAN ARIF IKHSAN LUTHFI NAUFAL RAIHAN SYAHRUL TAUFIK WAHYU ZULKIFLI ANWAR BASRI',
)
const MUSLIM_WOMEN = words(
  "SITI NUR'AINI AISYAH FATIMAH KHADIJAH MARYAM ZAHRA NABILA SALSABILA NURHALIZA RAHMAWATI HALIMAH JAMILAH " +
    "LATIFAH NADIA PUTRI QONITA RAUDHATUL SAFITRI ULFA WARDAH YASMIN ZULAIKHA RI'AYAH MA'RIFAH ANNISA HASNAH",
)

export const NAME_LISTS: Readonly<Record<Culture, NameList>> = {
  javanese: {
    men: words(
      'AGUS BAMBANG SLAMET SUPARMAN SUTRISNO SUGENG JOKO WAHYU EKO DWI TRI HERI BUDI SUYANTO PARTONO WIDODO ' +
        'SUKARNO MULYONO PAIMIN TUKIMIN SURATMAN DIMAS BAYU ADITYA GALIH RANGGA YOGA ANDI ARIF FERI',
    ),
    women: words(
      'SRI ENDANG SUPARTI SUMIYATI WARSINI TUKINEM PARIYEM LESTARI WAHYUNI DWI TRI EKA RATNA DEWI PUJI RETNO ' +
        'NINGSIH SULASTRI SUHARTI MURNI YULI ANIS DIAH INTAN KARTIKA MEGA NOVI RINI TITIK UTAMI',
    ),
    last: words(
      'SUSANTO WIBOWO NUGROHO SANTOSO PRASETYO SETIAWAN HARTONO KURNIAWAN PURNOMO SAPUTRA SUSILO PRATAMA',
    ),
    lastWomen: words(
      'RAHAYU HANDAYANI WULANDARI WIJAYANTI KUSUMANINGRUM ASTUTI PERTIWI MAHARANI LESTARI PUSPITASARI',
    ),
    clan: false,
    single: 0.25,
    religions: [
      [1, 94],
      [2, 2.5],
      [3, 2.5],
      [5, 0.4],
      [6, 0.1],
      [7, 0.5],
    ],
  },
  sundanese: {
    men: words(
      'ASEP DADANG UJANG CECEP DEDE ENGKUS IWAN JAJANG KOSWARA MAMAN NANANG OTONG RUDI SOLEH TATANG UDIN WAWAN ' +
        'YAYAN DENI ADE AEP ENDANG GUNAWAN HENDRA IMAN RIAN',
    ),
    women: words(
      'NENG EUIS ENENG LILIS NYAI IMAS IIS ROSTIKA TETI CUCU ELIS ENOK IDA IKAH KOKOM MIMIN NANI OOM POPON ' +
        'RINA SITI TINI WIWIN YETI AI DEWI',
    ),
    last: words('HIDAYAT SURYANA KURNIA SUPRIATNA GUNAWAN SOLIHIN RUKMANA SAEPUDIN ROHMAT SETIADI SUHERMAN'),
    lastWomen: words(
      'NURJANAH KOMALASARI ROHAETI KARTINI ROSMIATI SUMIATI KURNIASIH NURHASANAH MARYATI SUKAESIH',
    ),
    clan: false,
    single: 0.15,
    religions: [
      [1, 97],
      [2, 1.5],
      [3, 1],
      [5, 0.5],
    ],
  },
  minang: {
    men: words(
      'FAUZAN RINALDI YULIZAR ZULFADLI HENDRI ERIZAL AFRIZAL SYAFRIL DONI RONI IRWANDI BUSTAMI DARMAN ERMAN ' +
        'FADHLI GUSRIZAL HARDIMAN INDRA JONI KHAIRUL NOFRIZAL',
    ),
    women: words(
      'YULIARNI RAHMI DESMIATI ELVI FITRIANI GUSNITA HELMI IRDAWATI JUSMANIAR LENI MARLINA NURHAYATI OKTAVIA ' +
        'PUTI RENI SUSI UPIK VERA WIRDA YENI ZURAIDA',
    ),
    last: words('CANIAGO KOTO PILIANG SIKUMBANG TANJUNG JAMBAK GUCI PUTRA EFENDI SYAHRIAL'),
    lastWomen: words('CANIAGO KOTO PILIANG TANJUNG PUTRI YANTI NINGSIH MURNI SARI ROZA'),
    clan: false,
    single: 0.3,
    religions: [
      [1, 99.5],
      [2, 0.3],
      [3, 0.2],
    ],
  },
  batak: {
    men: words(
      'TOGAR BONAR PARLIN SAHAT HOTMAN MANGATAS JONGGI POLTAK RUDOLF SABAR TIGOR BINSAR DAPOT GANDA HASIHOLAN ' +
        'JANSEN MARUDUT PARULIAN RAMSES TUMPAL',
    ),
    women: words(
      'TIURMA ROULI MASTIUR DUMARIA HOTMA LAMTIUR MELVA NURMALA ROSDIANA SONDANG TIAR BERLIANA ARTAULI DAMERIA ' +
        'ELFRIDA FRISKA JOJOR LINDA MARSAULINA RISMA',
    ),
    last: words(
      'SIMANJUNTAK SITUMORANG HUTAPEA NAINGGOLAN SIREGAR PANJAITAN SINAGA SIMBOLON MANURUNG SILALAHI TAMPUBOLON ' +
        'HUTAGALUNG PASARIBU LUBIS NASUTION HARAHAP SARAGIH GINTING SEMBIRING TARIGAN',
    ),
    clan: true,
    single: 0,
    religions: [
      [2, 64],
      [3, 12],
      [1, 22],
      [5, 1],
      [7, 1],
    ],
  },
  balinese: {
    men: words(
      'ARYA PUTRA SUDIANA WIRAWAN SUARDANA ADNYANA MAHENDRA DARMAWAN SUARTA YASA PARTA WIDNYANA ARTAWAN GUNARTA',
    ),
    women: words(
      'SARI AYU SUKERTI WIDIANI ARIANI PUSPA RASMINI SUARTINI ASTITI MURNIASIH DARMINI PADMI LAKSMI CANDRA',
    ),
    last: words('WIJAYA SUPARTA ADIPUTRA SANJAYA DEWANTARA SUASTIKA MAHAYANA'),
    lastWomen: words('KUSUMA SWASTIKA PRADNYA PERTIWI DEWI LESTARI'),
    clan: false,
    single: 0.5,
    religions: [
      [4, 93],
      [1, 4],
      [2, 2],
      [3, 1],
    ],
  },
  muslim: {
    men: MUSLIM_MEN,
    women: MUSLIM_WOMEN,
    last: words("RAHMAN HAKIM RAMADHAN SYAHPUTRA MAULANA RASYID KARIM LATIF NASIR HAMID MA'RUF TAHIR"),
    lastWomen: words("SA'DIYAH HASANAH AZIZAH KHAIRUNNISA RAHMAH AULIA RAHMAWATI MUSTIKA ZAKIYAH"),
    clan: false,
    single: 0.15,
    religions: [[1, 100]],
  },
  christian: {
    men: words(
      'YOHANES PETRUS PAULUS MARKUS LUKAS MATIUS ANDREAS STEFANUS DANIEL SAMUEL YAKOBUS FRANSISKUS ANTONIUS ' +
        'BENEDIKTUS DOMINGGUS FERDINAND GABRIEL MELKIANUS RAFAEL YOSEF',
    ),
    women: words(
      'MARIA MARTHA ELISABETH AGUSTINA BERNADETA CHRISTINA DORKAS ESTER FRANSISKA GRACE HERLINA IMELDA KATARINA ' +
        'LIDIA MAGDALENA NOVITA PAULINA RUT THERESIA YULIANA',
    ),
    last: words(
      'WENDA TABUNI RUMBIAK MANDACAN LATUHERU PATTIASINA TOMASOA MANDAGI RONDONUWU WOWOR TAMPI NDUN BANO SERAN ' +
        'KOLO NAHAK LEWAR TOKAN UMBU KAMBU YOKU OHOIWUTUN',
    ),
    clan: true,
    single: 0.02,
    religions: [
      [2, 62],
      [3, 37],
      [7, 1],
    ],
  },
}

/** Which cultures live in a province, by the first two digits; others are as in `ELSEWHERE`. */
export const CULTURES_OF_PROVINCE: Readonly<Record<string, readonly (readonly [Culture, number])[]>> = {
  '12': [
    ['batak', 6],
    ['muslim', 3],
    ['javanese', 2],
  ],
  '13': [
    ['minang', 19],
    ['muslim', 1],
  ],
  '31': [
    ['muslim', 4],
    ['javanese', 3],
    ['sundanese', 2],
    ['batak', 1],
  ],
  '32': [
    ['sundanese', 16],
    ['javanese', 2],
    ['muslim', 2],
  ],
  '33': [
    ['javanese', 18],
    ['muslim', 2],
  ],
  '34': [
    ['javanese', 18],
    ['muslim', 1],
    ['christian', 1],
  ],
  '35': [
    ['javanese', 15],
    ['muslim', 5],
  ],
  '36': [
    ['sundanese', 12],
    ['muslim', 6],
    ['javanese', 2],
  ],
  '51': [
    ['balinese', 18],
    ['javanese', 1],
    ['muslim', 1],
  ],
  '53': [['christian', 1]],
  '71': [
    ['christian', 3],
    ['muslim', 1],
  ],
  '81': [
    ['christian', 1],
    ['muslim', 1],
  ],
  '91': [['christian', 1]],
  '92': [['christian', 1]],
  '93': [['christian', 1]],
  '94': [['christian', 1]],
  '95': [['christian', 1]],
  '96': [['christian', 1]],
}

export const ELSEWHERE: readonly (readonly [Culture, number])[] = [
  ['muslim', 14],
  ['javanese', 3],
  ['christian', 2],
  ['batak', 1],
]
