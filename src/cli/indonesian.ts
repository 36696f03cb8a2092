import type { Command, CommanderError, Help } from 'commander'

// Commander speaks English; these are its words for people here.

const TITLES: Record<string, string> = {
  'Usage:': 'Pemakaian:',
  'Arguments:': 'Argumen:',
  'Options:': 'Opsi:',
  'Global Options:': 'Opsi umum:',
  'Commands:': 'Perintah:',
}

const NOTES = {
  'choices:': 'pilihan:',
  'default:': 'bawaan:',
  '[options]': '[opsi]',
  '[command]': '[perintah]',
}

const withNotes = (text: string) =>
  Object.entries(NOTES).reduce((done, [english, word]) => done.replaceAll(english, word), text)

/** Makes a command, and those that are added to it later, speak Indonesian. Its errors are left to `usageFault`. */
export function speakIndonesian(command: Command): Command {
  return command
    .helpOption('-h, --help', 'menampilkan bantuan ini')
    .helpCommand(false)
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => TITLES[title] ?? title,
      styleUsage: withNotes,
      styleSubcommandTerm: withNotes,
      styleOptionDescription: withNotes,
      styleArgumentDescription: withNotes,
    } satisfies Partial<Help>)
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
}

/** What is wrong with a command line, from Commander's error; undefined for what is none, such as `--help`. */
export function usageFault(error: CommanderError): string | undefined {
  if (error.exitCode === 0 || error.code === 'commander.help') return undefined
  const [first = '', second = ''] = [...error.message.matchAll(/'([^']*)'/g)].map(([, quoted = '']) => quoted)
  switch (error.code) {
    case 'commander.missingArgument':
      return `Argumen ${first} belum disebut.`
    case 'commander.missingMandatoryOptionValue':
      return `Opsi ${first} wajib disebut.`
    case 'commander.optionMissingArgument':
      return `Opsi ${first} memerlukan nilai.`
    case 'commander.unknownOption':
      return `Opsi ${first} tidak dikenal.${suggestion(error)}`
    case 'commander.unknownCommand':
      return `Perintah ${first} tidak dikenal.${suggestion(error)}`
    case 'commander.excessArguments':
      return 'Argumennya terlalu banyak.'
    case 'commander.conflictingOption':
      return `Opsi ${first} tidak dapat dipakai bersama ${second}.`
    case 'commander.invalidArgument':
      return invalidValue(error.message)
    default:
      return error.message
  }
}

function suggestion({ message }: CommanderError): string {
  const [, near] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message) ?? []
  return near === undefined ? '' : ` Maksudnya ${near}?`
}

/** The value itself is left out: it may be a NIK. Our own words, or Commander's choices, stand after it. */
function invalidValue(message: string): string {
  const [, option, words = ''] =
    /^error: option '(.*?)' argument '[\s\S]*' is invalid\. ?([\s\S]*)$/.exec(message) ??
    /^error: command-argument value '[\s\S]*' is invalid for argument '(.*?)'\. ?([\s\S]*)$/.exec(message) ??
    []
  return `${option}: ${words.replace(/^Allowed choices are (.*)\.$/, 'harus salah satu dari $1')}.`
}
