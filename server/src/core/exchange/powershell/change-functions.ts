/** The functions of every exported script that make changes. */

export const changeFunctions = `
function Add-LayoutFile {
    param([hashtable] $File)
    $null = [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($File.Path))
    $options = @{ Path = $File.Path }
    if ($File.Type -eq 'Differencing') {
        $options['Differencing'] = $true
        $options['ParentPath'] = $File.ParentPath
    } else {
        $options[$File.Type] = $true
    }
    foreach ($name in 'SizeBytes', 'BlockSizeBytes', 'LogicalSectorSizeBytes', 'PhysicalSectorSizeBytes') {
        if ($null -ne $File[$name]) { $options[$name] = $File[$name] }
    }
    $null = New-VHD @options
}

# A new machine comes with an adapter and, in generation 1, a DVD drive: it starts without them.
function Add-LayoutMachine {
    param([hashtable] $Machine)
    $vm = New-VM -Name $Machine.Wanted.Name -Generation $Machine.Wanted.Generation -NoVHD
    $Machine.VM = $vm
    foreach ($drive in @(Get-VMDvdDrive -VM $vm)) { Remove-VMDvdDrive -VMDvdDrive $drive }
    foreach ($adapter in @(Get-VMNetworkAdapter -VM $vm)) { Remove-VMNetworkAdapter -VMNetworkAdapter $adapter }
}

# Controllers are numbered without gaps. Removing goes from the highest down, and takes empty ones only.
function Edit-Controller {
    param([object] $VM, [int] $Count)
    $controllers = @(Get-VMScsiController -VM $VM | Sort-Object -Property ControllerNumber -Descending)
    for ($number = $controllers.Count; $number -lt $Count; $number++) { Add-VMScsiController -VM $VM }
    foreach ($controller in $controllers) {
        if ($controller.ControllerNumber -lt $Count) { continue }
        if (@($controller.Drives).Count -gt 0) { throw 'A SCSI controller to remove is not empty.' }
        Remove-VMScsiController -VMScsiController $controller
    }
}

function Add-LayoutDisk {
    param([object] $VM, [hashtable] $Disk)
    $options = @{
        VM = $VM
        ControllerType = $Disk.ControllerType
        ControllerNumber = $Disk.ControllerNumber
        ControllerLocation = $Disk.ControllerLocation
    }
    if ($null -ne $Disk.DiskNumber) {
        $options['DiskNumber'] = $Disk.DiskNumber
    } else {
        $options['Path'] = $Disk.Path
        if ($Disk.MinimumIOPS -gt 0) { $options['MinimumIOPS'] = $Disk.MinimumIOPS }
        if ($Disk.MaximumIOPS -gt 0) { $options['MaximumIOPS'] = $Disk.MaximumIOPS }
        if ($Disk.Shared) { $options['SupportPersistentReservations'] = $true }
    }
    Add-VMHardDiskDrive @options
}

# The drive of the host in the slot of a drive of the layout.
function Find-Drive {
    param([object] $VM, [string] $Slot)
    $drives = @(Get-VMHardDiskDrive -VM $VM) + @(Get-VMDvdDrive -VM $VM)
    $drives | Where-Object { (Get-SlotName -Drive $_) -eq $Slot } | Select-Object -First 1
}

function Add-LayoutDvd {
    param([object] $VM, [hashtable] $Dvd)
    $options = @{ VM = $VM; ControllerNumber = $Dvd.ControllerNumber; ControllerLocation = $Dvd.ControllerLocation }
    if ($null -ne $Dvd.Path) { $options['Path'] = $Dvd.Path }
    Add-VMDvdDrive @options
}

function Add-LayoutAdapter {
    param([object] $VM, [hashtable] $Adapter)
    $options = @{ VM = $VM }
    if ($Adapter.IsLegacy) { $options['IsLegacy'] = $true }
    if ($null -ne $Adapter.SwitchName) { $options['SwitchName'] = $Adapter.SwitchName }
    Add-VMNetworkAdapter @options
}

# Puts the boot order in place of the old one: what is not in it is not tried. Of entries by the guest's loader all stay.
function Edit-BootOrder {
    param([object] $VM, [string[]] $Order)
    $entries = @((Get-VMFirmware -VM $VM).BootOrder)
    $sources = @(
        foreach ($name in $Order) {
            switch ($name) {
                'Network' { Get-VMNetworkAdapter -VM $VM }
                'File' { $entries | Where-Object { (Get-BootName -Entry $_) -eq 'File' } }
                default { Find-Drive -VM $VM -Slot $name }
            }
        }
    )
    Set-VMFirmware -VM $VM -BootOrder $sources
}

# Carries out one change.
function Invoke-LayoutChange {
    param([hashtable] $Change)
    $data = $Change.Data
    $vm = if ($null -ne $Change.Machine) { $Change.Machine.VM } else { $null }
    switch ($Change.Kind) {
        'CreateFile' { Add-LayoutFile -File $data }
        'CreateVM' { Add-LayoutMachine -Machine $Change.Machine }
        'SetProcessor' { Set-VMProcessor -VM $vm -Count $data.Processors }
        'RemoveDisk' { Remove-VMHardDiskDrive -VMHardDiskDrive $data }
        'RemoveDvd' { Remove-VMDvdDrive -VMDvdDrive $data }
        'SetController' { Edit-Controller -VM $vm -Count $data.ScsiControllers }
        'MoveDisk' {
            $to = @{
                ToControllerType = $data.Disk.ControllerType
                ToControllerNumber = $data.Disk.ControllerNumber
                ToControllerLocation = $data.Disk.ControllerLocation
            }
            Set-VMHardDiskDrive -VMHardDiskDrive $data.Drive @to
        }
        'SetDisk' {
            $drive = Find-Drive -VM $vm -Slot (Get-SlotName -Drive $data)
            $limits = @{ MinimumIOPS = $data.MinimumIOPS; MaximumIOPS = $data.MaximumIOPS }
            if ($drive.MinimumIOPS -ne $data.MinimumIOPS -or $drive.MaximumIOPS -ne $data.MaximumIOPS) {
                Set-VMHardDiskDrive -VMHardDiskDrive $drive @limits
            }
            if ($drive.SupportPersistentReservations -ne $data.Shared) {
                Set-VMHardDiskDrive -VMHardDiskDrive $drive -SupportPersistentReservations $data.Shared
            }
        }
        'AddDisk' { Add-LayoutDisk -VM $vm -Disk $data }
        'AddDvd' { Add-LayoutDvd -VM $vm -Dvd $data }
        'SetDvd' { Set-VMDvdDrive -VMDvdDrive $data.Drive -Path $data.Path }
        'SetFloppy' { Set-VMFloppyDiskDrive -VM $vm -Path $data.Floppy }
        'AddAdapter' { Add-LayoutAdapter -VM $vm -Adapter $data }
        'SetAdapter' {
            if ($null -eq $data.SwitchName) {
                Disconnect-VMNetworkAdapter -VMNetworkAdapter $data.Adapter
            } else {
                Connect-VMNetworkAdapter -VMNetworkAdapter $data.Adapter -SwitchName $data.SwitchName
            }
        }
        'RemoveAdapter' { Remove-VMNetworkAdapter -VMNetworkAdapter $data }
        'SetStartup' { Set-VMBios -VM $vm -StartupOrder $data.Startup }
        'SetBootOrder' { Edit-BootOrder -VM $vm -Order $data.BootOrder }
        'SetBootFirst' { Set-VMFirmware -VM $vm -FirstBootDevice (Find-Drive -VM $vm -Slot $data.BootFirst) }
        default { throw ('Unknown change {0}.' -f $Change.Kind) }
    }
}
`;
