import { useTranslation } from 'react-i18next'
import { idOf } from './control-id.ts'
import type { SectionName } from './section-names.ts'
import type { AgreementFormState } from './use-agreement-form.ts'

type SectionListProps = { names: readonly SectionName[]; form: AgreementFormState }

/** Where one is in a long form, and where something is to be corrected. */
export function SectionList({ names, form }: SectionListProps) {
  const { t } = useTranslation('agreement-form')
  const faultsIn = (section: SectionName) => {
    const place = document.getElementById(placeOf(section))
    return [...form.faults.keys()].filter((control) => {
      const element = document.getElementById(idOf(control))
      return element !== null && place?.contains(element) === true
    }).length
  }
  return (
    <nav className="form-sections" aria-label={t('sections.label')}>
      <ol>
        {names.map((name) => {
          const faults = form.faults.size === 0 ? 0 : faultsIn(name)
          return (
            <li key={name}>
              <a
                href={`#${placeOf(name)}`}
                data-faulty={faults > 0}
                onClick={(event) => {
                  event.preventDefault()
                  goToSection(name)
                }}
              >
                {t(`sections.${name}`)}
                {faults > 0 && <span className="fault-text"> · {t('sections.faults', { n: faults })}</span>}
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

const placeOf = (name: SectionName) => `bagian-${name}`

function goToSection(name: SectionName) {
  const place = document.getElementById(placeOf(name))
  place?.scrollIntoView()
  place?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true })
}
