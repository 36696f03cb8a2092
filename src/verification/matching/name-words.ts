const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Titles and forms of address that stand before a name, dots and spaces left out (M-22). */
export const TITLES_BEFORE = words(`
  DR DRS DRA DRG DRH IR PROF APT NS BD H HJ KH KYAI KIAI UST USTADZ USTAZ USTADZAH USTAZAH PDT
  TN NY NN SDR SDRI BPK ALM ALMH`)

/** Degrees and titles that stand after a name, dots and spaces left out (M-22). */
export const TITLES_AFTER = words(`
  SPD SPDI SPDK SPDSD SPDSI SAG SE SEI SESY SH SHI SHUT SHUM SSI SST SSTP SSOS SSOSI SKOM SKED SKEP SKEB SKM
  SKH SKG SP SPI SPT SPSI ST STP STR STRKEB STRKEP STRKES SS SSN SSY SFARM SFIL SIP SIKOM SAB SAP SAK STH STHI
  SAR SARS SGZ SDS SPAK SIIP MPD MPDI MSI MSC MM MH MHI MHUM MKN MKOM MKES MKEP MT MTI MA MAG MAP MBA ME MEI
  MESY MSOS MIP MIKOM MSN MP MPSI MFARM MENG MPH MARS MAK MTH
  AMD AMDKEB AMDKEP AMDKES AMDKOM AMAPD AMA AMK AMKG BA BSC BBA LC PHD NERS APT CA CPA AK
  SPA SPB SPOG SPPD SPM SPAN SPRAD SPJP SPKK SPTHT SPS SPKJ SPPK SPP ALM ALMH`)

/** Titles after a name that are names too: taken for titles only with a dot or behind a comma. */
export const NEEDS_MARK = words('MA ME BA CA AK LC SI SAR SIP AMA MENG MARS MAP SPA SAK')

/** Spellings of one name, written as the first (M-23). */
const VARIANTS_OF = {
  MUHAMMAD: `
    MUHAMAD MOHAMMAD MOHAMAD MOCHAMAD MOCHAMMAD MUCHAMAD MUCHAMMAD MOKHAMAD MOKHAMMAD MUKHAMAD MUKHAMMAD
    MUHAMMED MUHAMED MOHAMMED MOHAMED`,
} as const

/** Short forms, read as such only before another word: whoever is called only MOH keeps it (M-23). */
const SHORT_FORMS_OF = {
  MUHAMMAD: 'MUH MOH MHD MOCH MUCH MUHD MOHD MHMD MUHAM MOHAM',
  ABDUL: 'ABD ABDL AB',
  SITI: 'ST STI',
  BINTI: 'BT BTE BNT BINTE',
  RADEN: 'RD',
  WAYAN: 'WYN',
  NYOMAN: 'NYM',
  KOMANG: 'KMG',
  GUSTI: 'GST',
  KETUT: 'KT',
  KADEK: 'KD',
  PUTU: 'PT',
  BAGUS: 'BGS',
} as const

const inverted = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).flatMap(([full, forms]) => [...words(forms)].map((form) => [form, full])))

export const VARIANTS = inverted(VARIANTS_OF)
export const SHORT_FORMS = inverted(SHORT_FORMS_OF)
