{{/* The prefix of all names: the release's name. */}}
{{- define "cda.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels by which pods of a part are selected. Arguments: root, part. */}}
{{- define "cda.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end -}}

{{- define "cda.labels" -}}
{{ include "cda.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end -}}

{{- define "cda.metadata" -}}
name: {{ include "cda.name" .root }}-{{ .name | default .part }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "cda.labels" . | nindent 2 }}
{{- end -}}

{{/* Addresses of the servers. */}}
{{- define "cda.kafka" -}}
{{- if .Values.kafka.create -}}
{{ include "cda.name" . }}-kafka-bootstrap:9093
{{- else -}}
{{ required "kafka.bootstrapServers is needed where kafka.create is false" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}

{{- define "cda.kafkaCa" -}}
{{- if .Values.kafka.create -}}
{{ include "cda.name" . }}-cluster-ca-cert
{{- else -}}
{{ required "kafka.caSecret is needed where kafka.create is false" .Values.kafka.caSecret }}
{{- end -}}
{{- end -}}

{{- define "cda.databaseHost" -}}
{{- if .Values.database.create -}}
{{ include "cda.name" . }}-database-rw
{{- else -}}
{{ required "database.host is needed where database.create is false" .Values.database.host }}
{{- end -}}
{{- end -}}

{{- define "cda.databaseCa" -}}
{{- if .Values.database.create -}}
{{ include "cda.name" . }}-database-ca
{{- else -}}
{{ required "database.caSecret is needed where database.create is false" .Values.database.caSecret }}
{{- end -}}
{{- end -}}

{{- define "cda.databaseUrl" -}}
jdbc:postgresql://{{ include "cda.databaseHost" . }}:5432/cryptodata?sslmode=verify-full&sslrootcert=/run/secrets/database-ca/ca.crt
{{- end -}}

{{/* What every pod has. Arguments: root, part; user and group of its container. */}}
{{- define "cda.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .user | default 10001 }}
  runAsGroup: {{ .group | default 10001 }}
  fsGroup: {{ .user | default 10001 }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{/* Instances of a part are spread over zones and machines as far as possible. Arguments: root, part. */}}
{{- define "cda.spread" -}}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "cda.selector" $ | nindent 8 }}
  {{- end }}
{{- end -}}

{{- define "cda.hardened" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* An image of this project. Arguments: root, image. */}}
{{- define "cda.image" -}}
image: {{ .root.Values.images.repository }}/{{ .image }}:{{ .root.Values.images.tag }}
imagePullPolicy: {{ .root.Values.images.pullPolicy }}
{{- end -}}

{{/* Settings that are the same for all processes, then those of values. Arguments: root, part (login: its login to Kafka, where it has another name), kafka, registry,
     database (whether it uses them), and settings. */}}
{{- define "cda.env" -}}
{{- if .kafka }}
- name: CDA_KAFKA
  value: {{ include "cda.kafka" .root | quote }}
- name: CDA_KAFKA_SECURITY_PROTOCOL
  value: SASL_SSL
- name: CDA_KAFKA_USER
  value: {{ include "cda.name" .root }}-{{ .login | default .part }}
- name: CDA_KAFKA_PASSWORD_FILE
  value: /run/secrets/kafka/password
- name: CDA_KAFKA_TRUST_STORE
  value: /run/secrets/kafka-ca/ca.crt
{{- end }}
{{- if .registry }}
- name: CDA_REGISTRY
  value: http://{{ include "cda.name" .root }}-registry:8080
{{- end }}
{{- if .database }}
- name: PASSWORD_SERVER
  value: {{ include "cda.databaseHost" .root }}:5432:cryptodata
{{- end }}
{{- range $name, $value := merge (dict) (.settings | default dict) .root.Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}

{{/* One volume with all secrets of a part. Arguments: root, part, login, kafka (whether it logs in), roles of the database, files (secret,
     key and path of others). */}}
{{- define "cda.secrets" -}}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      {{- if .kafka }}
      - secret:
          name: {{ include "cda.name" .root }}-{{ .login | default .part }}
          items:
            - {key: password, path: kafka/password}
            - {key: sasl.jaas.config, path: kafka/sasl.jaas.config}
      - secret:
          name: {{ include "cda.kafkaCa" .root }}
          items:
            - {key: ca.crt, path: kafka-ca/ca.crt}
      {{- end }}
      {{- if .roles }}
      - secret:
          name: {{ include "cda.databaseCa" .root }}
          items:
            - {key: ca.crt, path: database-ca/ca.crt}
      {{- end }}
      {{- range .roles }}
      - secret:
          name: {{ index $.root.Values.database.secrets . }}
          items:
            - {key: password, path: {{ . }}}
      {{- end }}
      {{- range .files }}
      - secret:
          name: {{ .secret }}
          items:
            - {key: {{ .key }}, path: {{ .path }}}
      {{- end }}
{{- end -}}

{{- define "cda.mounts" -}}
- {name: secrets, mountPath: /run/secrets, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "cda.tmp" -}}
- name: tmp
  emptyDir: {sizeLimit: 128Mi}
{{- end -}}

{{/* Probes of a process of ours. Its port responds from the start; it may wait for servers and restore its state meanwhile. */}}
{{- define "cda.probes" -}}
startupProbe:
  httpGet: {path: /live, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /live, port: http}
  periodSeconds: 15
  timeoutSeconds: 5
  failureThreshold: 4
readinessProbe:
  httpGet: {path: /ready, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
{{- end -}}

{{/* The file of the token of /metrics, where there is one. */}}
{{- define "cda.httpTokenFile" -}}
{{- with .Values.httpToken.secret }}
- {secret: {{ . }}, key: token, path: http_token}
{{- end }}
{{- end -}}

{{- define "cda.httpTokenEnv" -}}
{{- if .Values.httpToken.secret }}
- name: CDA_HTTP_TOKEN_FILE
  value: /run/secrets/http_token
{{- end }}
{{- end -}}
