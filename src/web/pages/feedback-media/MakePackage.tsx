import { Button, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaAgreement } from '../../api/feedback-media.ts'
import { useFormat } from '../../messages/format.ts'
import { Facts } from '../../ui/Facts.tsx'
import { useMe } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { AgreementSelect } from './AgreementSelect.tsx'
import { signerOf } from './browser-keys.ts'
import { OfflineCommand } from './OfflineCommand.tsx'
import { PlainFile } from './PlainFile.tsx'
import { saveFile } from './save-file.ts'

type MakePackageProps = { recipient: string; agreements: readonly MediaAgreement[]; canMake: boolean }

type Made = { fileName: string; id: string; rows: number; source: string }

/** Makes a package on this computer, or tells how another one does. */
export function MakePackage({ recipient, agreements, canMake }: MakePackageProps) {
  const { t } = useTranslation('feedback-media')
  const { agency, staff } = useMe()
  const [code, setCode] = useState(agreements[0]?.code ?? '')
  const [file, setFile] = useState<File>()
  const [keyFile, setKeyFile] = useState<File>()
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<{ at: 'file' | 'key'; text: string }>()
  const [made, setMade] = useState<Made>()
  const agreement = agreements.find((one) => one.code === code)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMade(undefined)
    setFault(undefined)
    if (file === undefined) return setFault({ at: 'file', text: t('make.needFile') })
    const signer = keyFile === undefined ? undefined : await signerOf(await keyFile.slice(0, 10_000).text())
    if (signer === undefined) return setFault({ at: 'key', text: t('make.needKey') })
    setBusy(true)
    const { MAX_BROWSER_BYTES, packHere } = await import('./pack-here.ts')
    if (file.size > MAX_BROWSER_BYTES) {
      setBusy(false)
      return setFault({ at: 'file', text: t('make.tooLarge') })
    }
    const wish = {
      file,
      agreement: code,
      definition: agreement?.definition ?? 1,
      organisation: agency?.name ?? '',
      name: staff.fullName,
      to: recipient,
    }
    const packed = await packHere(wish, signer).catch(() => undefined)
    setBusy(false)
    // The file was changed or taken away meanwhile, or is no workbook.
    if (packed === undefined) return setFault({ at: 'file', text: t('make.unreadable') })
    const fileName = `${code}-${packed.manifest.madeAt.slice(0, 10)}-${packed.manifest.id.slice(0, 8)}.gapura-balikan`
    saveFile(packed.bytes, fileName)
    setMade({ fileName, id: packed.manifest.id, rows: packed.manifest.data.rows, source: file.name })
  }
  if (!canMake)
    return <OfflineCommand recipient={recipient} code={code} definition={agreement?.definition ?? 1} />
  return (
    <>
      <form
        className="card form-card narrow"
        onSubmit={(event) => void submit(event)}
        noValidate
        aria-label={t('make.title')}
      >
        <Stack>
          <p>{t('make.text')}</p>
          <AgreementSelect
            agreements={agreements}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
          <PlainFile
            label={t('make.file')}
            description={t('make.fileHint')}
            accept=".csv,.xlsx,text/csv"
            error={fault?.at === 'file' ? fault.text : undefined}
            onFile={setFile}
          />
          <PlainFile
            label={t('make.key')}
            description={t('make.keyHint')}
            accept=".pem"
            error={fault?.at === 'key' ? fault.text : undefined}
            onFile={setKeyFile}
          />
          <div>
            <Button type="submit" loading={isBusy}>
              {t('make.label')}
            </Button>
          </div>
          {made !== undefined && <MadeNote made={made} />}
        </Stack>
      </form>
      <OfflineCommand recipient={recipient} code={code} definition={agreement?.definition ?? 1} />
    </>
  )
}

function MadeNote({ made: { fileName, id, rows, source } }: { made: Made }) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  return (
    <Note tone="good" title={t('make.done')} live="polite">
      <Facts
        facts={[
          [t('make.package'), fileName],
          [t('package.source'), source],
          [t('package.rows'), format.number(rows)],
          [t('package.id'), id],
        ]}
      />
      <p>{t('make.next')}</p>
    </Note>
  )
}
