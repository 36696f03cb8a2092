/** Words that only these pages need; under the keys of the shared ones. */
export const id = {
  signIn: {
    title: 'Masuk',
    lead: 'Gunakan akun yang diberikan oleh Disdukcapil atau administrator instansi Anda.',
    username: 'Nama pengguna',
    password: 'Kata sandi',
    submit: 'Masuk',
    wrong: 'Nama pengguna atau kata sandi salah.',
    needUsername: 'Isi nama pengguna.',
    needPassword: 'Isi kata sandi.',
    or: 'atau',
    why: {
      left: 'Anda sudah keluar.',
      expired:
        'Sesi Anda berakhir karena lama tidak dipakai atau diakhiri dari tempat lain. Silakan masuk lagi.',
      'oidc-denied':
        'Layanan masuk kantor menolak, atau Anda membatalkannya. Coba lagi, atau pakai kata sandi.',
      'oidc-failed': 'Jawaban layanan masuk kantor tidak dapat diterima. Coba lagi, atau pakai kata sandi.',
      'oidc-expired': 'Waktu untuk masuk lewat layanan kantor sudah habis. Coba lagi.',
      'oidc-unknown': 'Akun kantor Anda belum terdaftar di portal ini. Hubungi administrator.',
      'oidc-suspended': 'Akun atau instansi Anda ditangguhkan. Hubungi administrator.',
    },
    demoTitle: 'Pemasangan demo',
    demoText:
      'Semua orang dan data di sini rekaan. Kata sandi dan kunci TOTP tiap akun ada di berkas data/demo.json di server ini.',
    demoTable: 'Akun demo',
    demoRole: 'Peran',
    demoUse: 'Pakai {{username}}',
    sfTitle: 'Kode kedua',
    sfLead: 'Masukkan enam angka dari aplikasi autentikator, atau satu kode pemulihan.',
    sfCode: 'Kode',
    sfSubmit: 'Lanjut',
    sfWrong: 'Kode tidak cocok. Tunggu kode berikutnya, lalu coba lagi.',
    sfPasskey: 'Pakai passkey',
    sfPasskeyLead: 'Sentuh sidik jari, masukkan PIN perangkat, atau colokkan kunci keamanan Anda.',
    sfOrCode: 'Atau ketik kode dari aplikasi autentikator, atau satu kode pemulihan.',
    sfOrRecovery: 'Passkey tidak ada di tangan? Ketik satu kode pemulihan.',
    enrolPasskey: 'Pasang passkey saja',
    enrolPasskeyLead:
      'Lebih mudah: pakai sidik jari, wajah, atau PIN perangkat ini, atau kunci keamanan, tanpa aplikasi.',
    enrolOr: 'Atau pakai aplikasi autentikator:',
    enrolTitle: 'Pasang kode kedua',
    enrolLead:
      'Peran Anda dapat mengubah wewenang orang lain, maka kata sandi saja tidak cukup. Pindai gambar ini dengan aplikasi autentikator di ponsel.',
    enrolLeadOwn:
      'Sebuah gambar untuk dipindai akan tampil. Kunci yang lama tetap berlaku sampai yang baru dibuktikan.',
    enrolQr: 'Kode QR untuk aplikasi autentikator',
    enrolSecret: 'Tidak dapat memindai? Ketik kunci ini:',
    enrolCode: 'Enam angka dari aplikasi',
    enrolSubmit: 'Pasang',
    recoveryTitle: 'Simpan kode pemulihan',
    recoveryLead:
      'Bila ponsel hilang, satu kode ini menggantikan kode kedua, masing-masing sekali pakai. Catat di tempat aman; kode tidak akan ditampilkan lagi.',
    recoveryDone: 'Sudah saya simpan',
    pwTitle: 'Ganti kata sandi',
    pwLead: 'Kata sandi awal dibuat orang lain. Buat kata sandi Anda sendiri sebelum mulai.',
    pwCurrent: 'Kata sandi sekarang',
    pwNext: 'Kata sandi baru',
    pwRule: 'Paling sedikit 12 karakter. Kalimat pendek mudah diingat dan kuat.',
    pwSubmit: 'Simpan kata sandi',
    backToStart: 'Masuk dengan akun lain',
  },
} as const
