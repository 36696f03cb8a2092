import type { RequestView } from '../../api/requests.ts'
import { textAt } from './read-draft.ts'
import type { ActName } from './request-words.ts'

type Start = Readonly<Record<string, string>>

/** What the dialog of an act knows already. */
export function startOf(act: ActName, request: RequestView): Start {
  switch (act) {
    case 'submit':
      return { number: letterOf(request)?.number ?? '', on: letterOf(request)?.date ?? '' }
    case 'request-network':
      return lineOf(request)
    case 'record-closed-network':
      return { provider: lineOf(request).provider ?? '' }
    case 'allocate-network':
      return { ...lineOf(request), addresses: request.network.addresses.join('\n') }
    case 'record-connection-test':
      return { result: 'passed' }
    case 'request-user-id':
      return {
        kind: kindWanted(request),
        'holder.officeName': request.agency.name,
        'holder.officeRegionCode': textAt(request.draft, 'civilRegistry.region'),
      }
    case 'hand-over-development':
      return { userId: issuedOf(request, 'development') }
    case 'hand-over-production':
      return { userId: issuedOf(request, 'production') }
    default:
      return {}
  }
}

function lineOf({ network: { bandwidthMbps, connectionPoints, provider }, draft }: RequestView): Start {
  const asked = (name: string) => textAt(draft, `network.${name}`)
  return {
    bandwidthMbps: String(bandwidthMbps ?? asked('bandwidthMbps')),
    connectionPoints: String(connectionPoints ?? asked('connectionPoints')),
    provider: provider ?? asked('provider'),
  }
}

const letterOf = ({ documents }: RequestView) => documents.find(({ kind }) => kind === 'request-letter')

/** A development User ID first, where the agreement has one. */
const kindWanted = ({ state, draft }: RequestView) =>
  state === 'statements-signed' && draft.developmentUser === true ? 'development' : 'production'

/** The name under which the form's User ID was proposed; the one who hands it over sees whether it still holds. */
const issuedOf = ({ credentialForm }: RequestView, kind: string) =>
  credentialForm?.kind === kind ? credentialForm.userId : ''
