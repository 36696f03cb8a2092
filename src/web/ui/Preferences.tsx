import { NativeSelect, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isLanguage, LANGUAGES, speak } from '../messages/i18n.ts'

const SCHEMES = ['auto', 'light', 'dark'] as const

type Scheme = (typeof SCHEMES)[number]

const isScheme = (name: string): name is Scheme => SCHEMES.some((scheme) => scheme === name)

/** Language and colours, kept between visits. */
export function Preferences() {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const schemeNames = { auto: t('app.schemeAuto'), light: t('app.schemeLight'), dark: t('app.schemeDark') }
  return (
    <div className="preferences">
      <NativeSelect
        size="xs"
        aria-label={t('app.language')}
        value={i18n.language}
        onChange={({ currentTarget: { value } }) => {
          if (isLanguage(value)) void speak(value)
        }}
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      />
      <NativeSelect
        size="xs"
        aria-label={t('app.scheme')}
        value={colorScheme}
        onChange={({ currentTarget: { value } }) => {
          if (isScheme(value)) setColorScheme(value)
        }}
        data={SCHEMES.map((value) => ({ value, label: schemeNames[value] }))}
      />
    </div>
  )
}
