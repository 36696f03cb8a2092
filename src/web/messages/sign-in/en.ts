import type { Words } from '../i18n.ts'
import type { id } from './id.ts'

export const en: Words<typeof id> = {
  signIn: {
    title: 'Sign in',
    lead: 'Use the account given to you by Disdukcapil or by the administrator of your agency.',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'Wrong user name or password.',
    needUsername: 'Enter your user name.',
    needPassword: 'Enter your password.',
    or: 'or',
    why: {
      left: 'You have signed out.',
      expired: 'Your session ended, unused for long or ended from elsewhere. Please sign in again.',
      'oidc-denied': 'The office sign-in service refused, or you cancelled. Try again, or use your password.',
      'oidc-failed':
        'The answer of the office sign-in service could not be accepted. Try again, or use your password.',
      'oidc-expired': 'Signing in by the office service took too long. Try again.',
      'oidc-unknown': 'Your office account is not known to this portal. Ask an administrator.',
      'oidc-suspended': 'Your account or agency is suspended. Ask an administrator.',
    },
    demoTitle: 'Demo installation',
    demoText:
      'All people and data here are invented. The password and TOTP key of each account are in the file data/demo.json on this server.',
    demoTable: 'Demo accounts',
    demoRole: 'Role',
    demoUse: 'Use {{username}}',
    sfTitle: 'Second factor',
    sfLead: 'Enter the six digits of your authenticator app, or one recovery code.',
    sfCode: 'Code',
    sfSubmit: 'Continue',
    sfWrong: 'The code does not match. Wait for the next one and try again.',
    sfPasskey: 'Use a passkey',
    sfPasskeyLead: 'Touch the fingerprint reader, enter the PIN of the device, or plug in your security key.',
    sfOrCode: 'Or type a code of the authenticator app, or one recovery code.',
    sfOrRecovery: 'No passkey at hand? Type one recovery code.',
    enrolPasskey: 'Set up a passkey instead',
    enrolPasskeyLead:
      'Easier: use the fingerprint, face or PIN of this device, or a security key, without an app.',
    enrolOr: 'Or use an authenticator app:',
    enrolTitle: 'Set up the second factor',
    enrolLead:
      'Your role can change the authority of others, so a password alone is not enough. Scan this picture with an authenticator app.',
    enrolLeadOwn: 'A picture to scan will be shown. The old key stays in force until the new one is proved.',
    enrolQr: 'QR code for the authenticator app',
    enrolSecret: 'Cannot scan? Type this key:',
    enrolCode: 'Six digits from the app',
    enrolSubmit: 'Set up',
    recoveryTitle: 'Keep the recovery codes',
    recoveryLead:
      'If the telephone is lost, one of these replaces the second factor, each once. Keep them safe; they are not shown again.',
    recoveryDone: 'I have kept them',
    pwTitle: 'Change your password',
    pwLead: 'The first password was made by somebody else. Make your own before you start.',
    pwCurrent: 'Password now',
    pwNext: 'New password',
    pwRule: 'At least 12 characters. A short sentence is easy to remember and strong.',
    pwSubmit: 'Save the password',
    backToStart: 'Sign in with another account',
  },
}
