import { useTranslation } from 'react-i18next'

type OfflineCommandProps = { recipient: string; code: string; definition: number }

/** How a computer without a network makes the same package. */
export function OfflineCommand({ recipient, code, definition }: OfflineCommandProps) {
  const { t } = useTranslation('feedback-media')
  return (
    <details className="media-offline">
      <summary>{t('make.offline')}</summary>
      <p>{t('make.offlineText')}</p>
      <pre className="secret media-command">
        {[
          `gapura feedback pack balikan.xlsx --agreement ${code} --definition ${definition} \\`,
          '  --organisation "…" --name "…" --key kunci.pem \\',
          `  --to ${recipient} \\`,
          '  --out kiriman.gapura-balikan',
        ].join('\n')}
      </pre>
    </details>
  )
}
